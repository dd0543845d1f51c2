import type { Output } from '../../shared/contract/index.ts';
import { useRecoveryCode } from '../app/recovery-code.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { DoorFrame } from './door-frame.tsx';
import { useDoorMemory } from './door-memory.ts';
import { SignIn } from './sign-in.tsx';
import { Unreachable } from './unreachable.tsx';
import { Unseal } from './unseal.tsx';
import { Working } from './working.tsx';

const FirstRun = onDemand(() => import('./first-run.tsx'), 'FirstRun');
const Problem = onDemand(() => import('./problem.tsx'), 'Problem');
const SampleSignIn = onDemand(() => import('./sample-sign-in.tsx'), 'SampleSignIn');
const RecoveryCode = onDemand(() => import('./recovery-code.tsx'), 'RecoveryCode');

type State = Output<'center.state'>;

/** Everything that stands between starting Rollbook and its rooms. */
export function Door({ state }: { state: State | null }) {
  return (
    <DoorFrame state={state}>
      <Screen state={state} />
    </DoorFrame>
  );
}

function Screen({ state: present }: { state: State | null }) {
  const code = useRecoveryCode();
  const { held } = useDoorMemory();
  const state = held ?? present;
  if (!state) return <Unreachable />;
  // An empty code: it is on its way, and the first run stays until it is here.
  if (code === '') return <FirstRun state={state} />;
  if (code !== null && state.stage === 'open') return <RecoveryCode state={state} code={code} />;
  if (state.working) return <Working {...state.working} />;
  if (state.problem) return <Problem problem={state.problem} />;
  if (state.stage === 'new') return <FirstRun state={state} />;
  if (state.stage === 'sealed' || state.passphraseDue) return <Unseal state={state} />;
  return state.sample ? <SampleSignIn state={state} /> : <SignIn state={state} />;
}
