import { useCallback } from 'react';
import type { CheckInReason } from '../../../shared/rules/check-in.ts';
import type { ReasonCode } from '../../../shared/rules/statuses.ts';
import { numberText, useWords } from '../../app/words.ts';

const percent = (value: number): string => numberText(value / 100, { style: 'percent' });

/** Why somebody is to be checked in with, as a sentence. */
export function useCheckInWords(): (reason: CheckInReason) => string {
  const t = useWords();
  return useCallback(
    (reason) => {
      if (reason.kind === 'missed_last') return t('register:reason.missed_last', { count: reason.count });
      const values = { reach: percent(reason.reach), threshold: percent(reason.threshold) };
      return reason.kind === 'next_two'
        ? t('register:reason.next_two', { ...values, count: reason.sessions })
        : t('register:reason.out_of_reach', values);
    },
    [t],
  );
}

/** The reason of a mark by name. */
export function useReasonName(): (reason: ReasonCode | 'none') => string {
  const t = useWords();
  return useCallback(
    (reason) => (reason === 'none' ? t('register:no_reason') : t(`attendance:reasons.${reason}`)),
    [t],
  );
}
