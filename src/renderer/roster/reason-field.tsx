import { Select } from '@mantine/core';
import { type LeaveReason, leaveReasons } from '../../shared/rules/learner.ts';
import { useWords } from '../app/words.ts';

/** Why somebody pauses or leaves, from the short list; nothing is an answer too. */
export function ReasonField({
  value,
  onChange,
}: {
  value: LeaveReason | null;
  onChange: (reason: LeaveReason | null) => void;
}) {
  const t = useWords();
  return (
    <Select
      data-autofocus
      label={t('roster:change.reason')}
      placeholder={t('roster:change.reason_none')}
      clearable
      data={leaveReasons.map((code) => ({ value: code, label: t(`roster:leave_reason.${code}`) }))}
      value={value}
      onChange={(reason) => onChange(reason as LeaveReason | null)}
    />
  );
}
