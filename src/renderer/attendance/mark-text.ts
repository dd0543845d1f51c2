import type { Status } from '../../shared/rules/statuses.ts';
import { useWords } from '../app/words.ts';
import { useStatusName } from './status-name.ts';
import type { Mark } from './use-roll.ts';

/** A mark in words: "Late, 12 min, No power, came by bus"; null is "not recorded". */
export function useMarkText(statuses: readonly Status[]): (mark: Mark | null) => string {
  const t = useWords();
  const nameOf = useStatusName();
  return (mark) => {
    if (!mark) return t('attendance:not_recorded');
    const status = statuses.find((one) => one.code === mark.status);
    return [
      status ? nameOf(status) : mark.status,
      mark.minutesMissed === undefined ? null : t('attendance:minutes', { count: mark.minutesMissed }),
      mark.reason ? t(`attendance:reasons.${mark.reason}`) : null,
      mark.note,
    ]
      .filter(Boolean)
      .join(', ');
  };
}
