import { useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import type { Change, Draft, Faults } from './first-run-draft.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { StepForm } from './step-form.tsx';

interface Props {
  draft: Draft;
  change: Change;
  faults: Faults;
  busy: boolean;
  failed: string | null;
  onBack: () => void;
  onNext: () => void;
}

export function PassphraseStep({ draft, change, faults, busy, failed, onBack, onNext }: Props) {
  const t = useWords();
  const first = useFirstFocus<HTMLInputElement>();
  return (
    <StepForm
      at={3}
      title={t('center:firstRun.passphraseTitle')}
      lead={t('center:firstRun.passphraseText')}
      next={t('center:firstRun.setUp')}
      busy={busy}
      failed={failed}
      onBack={onBack}
      onNext={onNext}
    >
      <NewPassphrase
        field={first}
        passphrase={draft.passphrase}
        again={draft.passphraseAgain}
        onChange={({ passphrase, again }) =>
          change({
            ...(passphrase === undefined ? {} : { passphrase }),
            ...(again === undefined ? {} : { passphraseAgain: again }),
          })
        }
        passphraseError={faults.passphrase ? t(`center:faults.${faults.passphrase}`) : null}
        againError={faults.passphraseAgain ? t(`center:faults.${faults.passphraseAgain}`) : null}
        known={[draft.name, draft.myName, draft.deviceName]}
      />
    </StepForm>
  );
}
