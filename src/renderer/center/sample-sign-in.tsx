import { Avatar, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { samplePin } from '../../shared/rules/sample.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { DoorCard } from './door-card.tsx';
import { RoleOf } from './people-tiles.tsx';
import styles from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';

/**
 * The door of the sample center: whoever is tapped is signed in, with the PIN that everybody has there. Somebody who was
 * given another one since types it.
 */
export function SampleSignIn({ state }: { state: Output<'center.state'> }) {
  const t = useWords();
  const fault = useFault();
  const first = useFirstFocus<HTMLButtonElement>();
  const [asked, setAsked] = useState<string | null>(null);
  const unlock = useWrite('center.unlock', {
    onError: (error, { personId }) => {
      if (error instanceof AppError && error.failure.reason === 'wrong_pin') setAsked(personId);
    },
  });
  if (asked !== null) return <SignIn state={{ ...state, lastPersonId: asked }} />;
  return (
    <DoorCard title={t('center:sample.title')} lead={t('center:sample.text', { pin: samplePin })}>
      <ul className={styles.sample}>
        {state.people.map((person, index) => (
          <li key={person.id}>
            <UnstyledButton
              ref={index === 0 ? first : undefined}
              className={styles.person}
              data-sample-person={person.role}
              disabled={unlock.isPending}
              onClick={() => unlock.mutate({ personId: person.id, pin: samplePin })}
            >
              <Avatar size={38} color="ink" variant="light" aria-hidden>
                {initialsOf(person.name)}
              </Avatar>
              <span className={styles.names}>
                <span className={styles.name}>
                  <bdi>{person.name}</bdi>
                </span>
                <span className={styles.role}>
                  <RoleOf person={person} />
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {unlock.error && <p role="alert">{fault(unlock.error)}</p>}
    </DoorCard>
  );
}
