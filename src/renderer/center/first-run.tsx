import { type ReactNode, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { keyOf, queryClient } from '../app/client.ts';
import { showRecoveryCode } from '../app/recovery-code.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { remember } from './door-memory.ts';
import { CenterStep } from './first-run-center.tsx';
import {
  type Change,
  type Faults,
  faultsOf,
  faultsOfError,
  newDraft,
  type Step,
  toInput,
  withCenterFile,
} from './first-run-draft.ts';
import { PassphraseStep } from './first-run-passphrase.tsx';
import { StartStep } from './first-run-start.tsx';
import { YouStep } from './first-run-you.tsx';
import { RestoreStep } from './restore-step.tsx';

const order: readonly Step[] = ['start', 'center', 'you', 'passphrase'];

/** From an empty laptop to a center: three short forms, and then its recovery code. */
export function FirstRun({ state }: { state: Output<'center.state'> }): ReactNode {
  const t = useWords();
  const fault = useFault();
  const [step, setStep] = useState<Step>('start');
  const [draft, setDraft] = useState(() => newDraft(t('center:firstRun.deviceName')));
  const [faults, setFaults] = useState<Faults>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const change: Change = (values) => {
    setDraft((before) => ({ ...before, ...values }));
    setFailed(null);
    setFaults((before) => {
      const left = { ...before };
      for (const name of Object.keys(values) as (keyof Faults)[]) delete left[name];
      return left;
    });
  };
  const go = (by: 1 | -1): void => {
    setFaults({});
    setStep(order[order.indexOf(step) + by] ?? 'start');
  };
  const next = (): void => {
    const found = faultsOf(step, draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    if (step === 'passphrase') void setUp();
    else go(1);
  };
  const setUp = async (): Promise<void> => {
    setBusy(true);
    setFailed(null);
    // The door stays on this screen until the code is here, whatever the laptop's state says in between.
    showRecoveryCode('');
    try {
      const { recoveryCode } = await call('center.setUp', toInput(draft));
      remember({ justSetUp: true });
      showRecoveryCode(recoveryCode);
    } catch (error) {
      // What the door heard last is that the laptop is at work: drawn now, that would take away all that was typed.
      await queryClient.refetchQueries({ queryKey: keyOf('center.state', {}), exact: true });
      showRecoveryCode(null);
      const refused = faultsOfError(error);
      if (refused) {
        setStep(refused.step);
        setFaults(refused.faults);
      } else setFailed(fault(error));
      setBusy(false);
    }
  };

  const shared = { draft, change, faults, onBack: () => go(-1), onNext: next };
  switch (step) {
    case 'restore':
      return <RestoreStep onBack={() => setStep('start')} />;
    case 'center':
      return <CenterStep {...shared} />;
    case 'you':
      return <YouStep {...shared} />;
    case 'passphrase':
      return <PassphraseStep {...shared} busy={busy} failed={failed} />;
    default:
      return (
        <StartStep
          version={state.version}
          onFile={(centerFile) => {
            setDraft((before) => withCenterFile(before, centerFile));
            setStep('center');
          }}
          onPlain={() => {
            change({ centerFile: null });
            setStep('center');
          }}
          onRestore={() => setStep('restore')}
        />
      );
  }
}
