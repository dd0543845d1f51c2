import { Button, Group, TextInput } from '@mantine/core';
import { IconPencil, IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { showRecoveryCode } from '../app/recovery-code.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, numberText, useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import styles from './door.module.css';
import { DoorCard } from './door-card.tsx';
import { remember, useDoorMemory } from './door-memory.ts';
import code from './recovery-code.module.css';
import { codeCharacters, groupLength } from './recovery-code-text.ts';
import { Steps } from './steps.tsx';

type State = Output<'center.state'>;

/** Shows a new recovery code once, has two of its groups typed back, and leads on to the first list. */
export function RecoveryCode({ state, code: text }: { state: State; code: string }) {
  const { justSetUp } = useDoorMemory();
  const [step, setStep] = useState<'show' | 'type' | 'done'>('show');
  const groups = text.split('-');
  const [asked] = useState(() => twoPlaces(groups.length));
  const leave = (): void => {
    if (justSetUp) setStep('done');
    else showRecoveryCode(null);
  };
  if (step === 'done') return <Ready />;
  if (step === 'show') {
    return <Shown state={state} groups={groups} onNext={() => setStep('type')} onLater={leave} />;
  }
  return <TypedBack groups={groups} asked={asked} onBack={() => setStep('show')} onRight={leave} />;
}

/** Two different places, in order, by chance. */
function twoPlaces(count: number): [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  const first = a % count;
  const second = (first + 1 + (b % (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

interface ShownProps {
  state: State;
  groups: string[];
  onNext: () => void;
  onLater: () => void;
}

function Shown({ state, groups, onNext, onLater }: ShownProps) {
  const t = useWords();
  const { justSetUp } = useDoorMemory();
  const next = useFirstFocus<HTMLButtonElement>();
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <div className={code.screen} style={{ width: '100%', maxWidth: 560 }}>
        <DoorCard
          title={t('center:recoveryCode.title')}
          lead={t('center:recoveryCode.text')}
          above={justSetUp && <Steps at={4} />}
        >
          <Code groups={groups} />
          <p className={code.keep}>
            <IconPencil size={18} aria-hidden />
            <span>
              <strong>{t('center:recoveryCode.keepAway')}</strong> {t('center:recoveryCode.keepWhere')}
            </span>
          </p>
          <div className={styles.footer}>
            <Button variant="subtle" color="gray" px={8} onClick={onLater}>
              {t('center:recoveryCode.later')}
            </Button>
            <Group gap="sm">
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} aria-hidden />}
                onClick={() => window.print()}
              >
                {t('center:recoveryCode.print')}
              </Button>
              <Button ref={next} onClick={onNext}>
                {t('center:recoveryCode.written')}
              </Button>
            </Group>
          </div>
        </DoorCard>
      </div>
      <div className={code.sheet} aria-hidden>
        <h1>{t('center:recoveryCode.sheetTitle')}</h1>
        <p>
          {state.center?.name} · {dateText(today, { day: 'numeric', month: 'long', year: 'numeric' })}
        </p>
        <Code groups={groups} />
        <p>
          <strong>{t('center:recoveryCode.keepAway')}</strong> {t('center:recoveryCode.sheetText')}
        </p>
      </div>
    </>
  );
}

function Code({ groups }: { groups: string[] }) {
  return (
    <ol className={code.code} dir="ltr" data-testid="recovery-code">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never move, and two may be equal
        <li key={index} className={code.group}>
          <span className={code.place}>{numberText(index + 1)}</span>
          <span className={code.characters}>{group}</span>
        </li>
      ))}
    </ol>
  );
}

interface TypedProps {
  groups: string[];
  asked: [number, number];
  onBack: () => void;
  onRight: () => void;
}

function TypedBack({ groups, asked, onBack, onRight }: TypedProps) {
  const t = useWords();
  const fault = useFault();
  const { justSetUp } = useDoorMemory();
  const [typed, setTyped] = useState<[string, string]>(['', '']);
  const [checked, setChecked] = useState(false);
  const first = useFirstFocus<HTMLInputElement>();
  const confirm = useWrite('center.confirmRecoveryCode', { onSuccess: ({ right }) => right && onRight() });
  const wrong = (index: 0 | 1): boolean => typed[index] !== groups[asked[index]];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (wrong(0) || wrong(1)) return;
    confirm.mutate({
      groups: [0, 1].map((index) => ({ index: asked[index] ?? 0, text: typed[index] ?? '' })),
    });
  };
  const edit = (index: 0 | 1, text: string): void => {
    const characters = codeCharacters(text).slice(0, groupLength);
    setChecked(false);
    setTyped(index === 0 ? [characters, typed[1]] : [typed[0], characters]);
  };

  return (
    <DoorCard
      title={t('center:recoveryCode.typeTitle')}
      lead={t('center:recoveryCode.typeText')}
      above={justSetUp && <Steps at={4} />}
    >
      <form onSubmit={submit}>
        <Group mt="lg" align="flex-start" grow>
          {([0, 1] as const).map((index) => (
            <TextInput
              key={index}
              {...(index === 0 ? { ref: first } : {})}
              label={t('center:recoveryCode.group', { number: asked[index] + 1 })}
              classNames={{ input: code.typed ?? '' }}
              size="md"
              dir="ltr"
              value={typed[index]}
              onChange={(event) => edit(index, event.currentTarget.value)}
              error={checked && wrong(index) ? t('center:recoveryCode.wrong') : undefined}
              autoComplete="off"
              spellCheck={false}
            />
          ))}
        </Group>
        {confirm.error && (
          <p role="alert" style={{ color: 'var(--absent)' }}>
            {fault(confirm.error)}
          </p>
        )}
        <div className={styles.footer}>
          <Button variant="default" onClick={onBack}>
            {t('center:recoveryCode.again')}
          </Button>
          <Button type="submit" loading={confirm.isPending}>
            {t('center:recoveryCode.check')}
          </Button>
        </div>
      </form>
    </DoorCard>
  );
}

/** The end of the first run: the list is what makes the rest useful. */
function Ready() {
  const t = useWords();
  const [, navigate] = useLocation();
  const go = useFirstFocus<HTMLButtonElement>();
  const enter = (path: string): void => {
    navigate(path, { replace: true });
    remember({ justSetUp: false });
    showRecoveryCode(null);
  };
  return (
    <DoorCard title={t('center:ready.title')} lead={t('center:ready.text')}>
      <div className={styles.footer}>
        <Button variant="subtle" color="gray" px={8} onClick={() => enter('/')}>
          {t('center:ready.later')}
        </Button>
        <Button ref={go} size="md" onClick={() => enter('/import')}>
          {t('center:ready.import')}
        </Button>
      </div>
    </DoorCard>
  );
}
