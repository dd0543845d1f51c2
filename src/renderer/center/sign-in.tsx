import { TextInput, VisuallyHidden } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { numberText, useWords } from '../app/words.ts';
import { onlyDigits } from '../ui/digits.ts';
import { useCountdown } from '../ui/use-countdown.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { useLate } from '../ui/use-late.ts';
import { DoorCard } from './door-card.tsx';
import { PeopleTiles } from './people-tiles.tsx';
import { PinPad } from './pin-pad.tsx';
import styles from './sign-in.module.css';
import { findByStart, useTypeAhead } from './type-ahead.ts';

const mostDigits = 8;

/** Who is at the laptop: a tile and a PIN. One field takes everything: digits are the PIN, letters look for a name. */
export function SignIn({ state }: { state: Output<'center.state'> }) {
  const t = useWords();
  const people = state.people.filter((person) => !person.retired);
  const able = people.filter((person) => person.hasPin);
  const [chosen, setChosen] = useState<string | null>(null);
  const person = able.find((one) => one.id === (chosen ?? state.lastPersonId)) ?? able[0] ?? null;
  const field = useFirstFocus<HTMLInputElement>();
  const typeAhead = useTypeAhead();
  const pin = usePin(person?.id ?? null, () => field.current?.focus());

  const choose = (id: string): void => {
    setChosen(id);
    pin.clear();
  };
  const step = (by: 1 | -1): void => {
    const at = able.findIndex((one) => one.id === person?.id);
    const next = able[(at + by + able.length) % able.length];
    if (next) choose(next.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // A number pad without Num Lock sends arrows; here it always means digits.
    const numpad = /^Numpad(\d)$/.exec(event.code)?.[1];
    if (numpad !== undefined) {
      event.preventDefault();
      pin.type(pin.digits + numpad);
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key.length <= 2 && /^\p{L}/u.test(event.key)) {
      event.preventDefault();
      const found = findByStart(able, typeAhead(event.key));
      if (found) choose(found.id);
    } else if (event.key === 'Escape') pin.clear();
  };

  // Digits find the field from wherever the cursor is; it arrives in time to take them.
  useWindowEvent('keydown', (event) => {
    const { activeElement } = document;
    const idle =
      activeElement === document.body || (activeElement as HTMLInputElement | null)?.type === 'radio';
    if (idle && onlyDigits(event.key) !== '' && event.key.length === 1) field.current?.focus();
  });

  return (
    <DoorCard
      size="wide"
      title={state.center?.name ?? t('center:signIn.title')}
      lead={t('center:signIn.text')}
    >
      <div className={styles.sides}>
        <div>
          <PeopleTiles
            people={people}
            chosen={person?.id ?? null}
            onChoose={choose}
            onSettle={() => field.current?.focus()}
          />
          {able.length > 1 && <p className={styles.hint}>{t('center:signIn.hint')}</p>}
          <VisuallyHidden role="status">{chosen && person?.name}</VisuallyHidden>
        </div>
        <form onSubmit={pin.submit}>
          <TextInput
            ref={field}
            type="password"
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            label={person ? t('center:signIn.pinOf', { name: person.name }) : t('center:signIn.pin')}
            labelProps={{ style: { overflowWrap: 'anywhere' } }}
            classNames={{ input: styles.pin ?? '', wrapper: pin.wrong ? (styles.wrong ?? '') : '' }}
            value={pin.digits}
            readOnly={pin.waiting > 0}
            aria-describedby="pin-message"
            onChange={(event) => pin.type(onlyDigits(event.currentTarget.value))}
            onKeyDown={onKeyDown}
          />
          <div id="pin-message" className={styles.message} data-calm={pin.waiting > 0 || undefined}>
            {/* Said once; the seconds are only shown. */}
            <VisuallyHidden role="alert">{pin.fault}</VisuallyHidden>
            <span aria-hidden>{pin.message}</span>
          </div>
          <PinPad
            onDigit={(digit) => pin.type(pin.digits + digit)}
            onErase={() => pin.type(pin.digits.slice(0, -1))}
            onSubmit={pin.submit}
            disabled={pin.waiting > 0 || pin.late}
            ready={pin.digits.length >= 4}
          />
        </form>
      </div>
    </DoorCard>
  );
}

/** The digits typed so far, the try, and how long each person must wait for the next one. */
function usePin(personId: string | null, focus: () => void) {
  const t = useWords();
  const fault = useFault();
  const [digits, setDigits] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const waits = useRef(new Map<string, number>());
  const waiting = useCountdown(personId ? (waits.current.get(personId) ?? null) : null);
  const unlock = useWrite('center.unlock', {
    onError: (failure: AppError, { personId: tried }) => {
      const seconds = Number(failure instanceof AppError ? (failure.failure.params?.seconds ?? 0) : 0);
      if (seconds > 0) waits.current.set(tried, Date.now() + seconds * 1000);
      setDigits('');
      setError(failure);
      focus();
    },
  });
  const late = useLate(unlock.isPending);
  const clear = (): void => {
    setDigits('');
    setError(null);
  };
  const tried = error?.failure.reason;
  const sentence = error ? fault(error) : null;
  const message =
    waiting > 0
      ? t(tried === 'wrong_pin' ? 'center:signIn.wrongWait' : 'center:signIn.wait', {
          time: clockText(waiting),
        })
      : tried === 'too_many_pins'
        ? null
        : sentence;
  return {
    digits,
    waiting,
    message,
    fault: sentence,
    wrong: tried === 'wrong_pin',
    late,
    clear,
    type: (next: string) => {
      if (waiting > 0 || unlock.isPending) return;
      setError(null);
      setDigits(next.slice(0, mostDigits));
    },
    submit: (event?: FormEvent) => {
      event?.preventDefault();
      if (personId && digits.length >= 4 && waiting === 0 && !unlock.isPending)
        unlock.mutate({ personId, pin: digits });
    },
  };
}

function clockText(seconds: number): string {
  return `${numberText(Math.floor(seconds / 60))}:${numberText(seconds % 60, { minimumIntegerDigits: 2 })}`;
}
