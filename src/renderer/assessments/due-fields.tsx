import { Checkbox, Group, NumberInput } from '@mantine/core';
import type { AssessmentView } from '../../shared/contract/assessments-values.ts';
import { useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { TimeField } from '../ui/time-field.tsx';

type Due = AssessmentView['due'];

/** A tenth off for each day and never below half: a beginning to be changed. */
const usualLate = { perDay: 10, floor: 50, graceMinutes: 60 };

/** When work is due, and what being late takes off. */
export function DueFields({ value, onChange }: { value: Due; onChange: (due: Due) => void }) {
  const t = useWords();
  const late = value?.late ?? null;
  const set = (part: Partial<NonNullable<Due>>): void => {
    if (value) onChange({ ...value, ...part });
  };
  return (
    <>
      <Group grow align="flex-start">
        <DateField
          label={t('assessments:due.on')}
          value={value?.on ?? null}
          onChange={(on) => onChange(on === null ? null : { at: null, late: null, ...value, on })}
        />
        <TimeField
          label={t('assessments:due.at')}
          disabled={value === null}
          value={value?.at ?? ''}
          onChange={(at) => set({ at: at || null })}
        />
      </Group>
      {value && (
        <Checkbox
          label={t('assessments:due.late')}
          checked={late !== null}
          onChange={(event) => set({ late: event.currentTarget.checked ? usualLate : null })}
        />
      )}
      {late && (
        <Group grow align="flex-start">
          <NumberInput
            label={t('assessments:due.per_day')}
            suffix="%"
            min={0}
            max={100}
            decimalScale={1}
            value={late.perDay}
            onChange={(perDay) => typeof perDay === 'number' && set({ late: { ...late, perDay } })}
          />
          <NumberInput
            label={t('assessments:due.floor')}
            suffix="%"
            min={0}
            max={100}
            decimalScale={1}
            value={late.floor}
            onChange={(floor) => typeof floor === 'number' && set({ late: { ...late, floor } })}
          />
          <NumberInput
            label={t('assessments:due.grace')}
            min={0}
            max={20_160}
            allowDecimal={false}
            value={late.graceMinutes}
            onChange={(graceMinutes) =>
              typeof graceMinutes === 'number' && set({ late: { ...late, graceMinutes } })
            }
          />
        </Group>
      )}
    </>
  );
}
