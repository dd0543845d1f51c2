import { TextInput } from '@mantine/core';
import { useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import type { Change, Draft, Faults } from './first-run-draft.ts';
import { PinFields } from './pin-fields.tsx';
import { StepForm } from './step-form.tsx';

interface Props {
  draft: Draft;
  change: Change;
  faults: Faults;
  onBack: () => void;
  onNext: () => void;
}

export function YouStep({ draft, change, faults, onBack, onNext }: Props) {
  const t = useWords();
  const first = useFirstFocus<HTMLInputElement>();
  return (
    <StepForm
      at={2}
      title={t('center:firstRun.youTitle')}
      lead={t('center:firstRun.youText')}
      next={t('next')}
      onBack={onBack}
      onNext={onNext}
    >
      <TextInput
        ref={first}
        size="md"
        label={t('center:person.name')}
        value={draft.myName}
        onChange={(event) => change({ myName: event.currentTarget.value })}
        error={faults.myName ? t(`center:faults.${faults.myName}`) : undefined}
        maxLength={80}
        autoComplete="off"
      />
      <PinFields
        size="md"
        pin={draft.pin}
        again={draft.pinAgain}
        onChange={({ pin, again }) =>
          change({
            ...(pin === undefined ? {} : { pin }),
            ...(again === undefined ? {} : { pinAgain: again }),
          })
        }
        pinError={faults.pin ? t(`center:faults.${faults.pin}`) : null}
        againError={faults.pinAgain ? t(`center:faults.${faults.pinAgain}`) : null}
      />
    </StepForm>
  );
}
