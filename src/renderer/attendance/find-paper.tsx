import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, instantText, timeText, useWords } from '../app/words.ts';
import { SessionTitle } from '../sessions/session-title.tsx';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { Where } from '../ui/where.tsx';
import { insertLatin } from './latin-keys.ts';
import styles from './type-paper.module.css';

type Found = Output<'attendance.findPaper'>['found'];
type Session = Output<'sessions.get'>;

const pathOf = ({ session, print }: Found[number]): string => `/paper/${session.id}?print=${print.id}`;

/** A sheet of paper in the hand: its code finds the class. */
export function FindPaper() {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [code, setCode] = useState('');
  const [found, setFound] = useState<Found>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const field = useFirstFocus<HTMLInputElement>();
  const { data: today } = useCall('sessions.today', {});

  const find = (event: FormEvent): void => {
    event.preventDefault();
    setFailure(null);
    call('attendance.findPaper', { code })
      .then(({ found: sheets }) => {
        const [only] = sheets;
        if (only && sheets.length === 1) navigate(pathOf(only));
        else setFound(sheets);
      })
      .catch(setFailure);
  };
  const waiting = (today?.week ?? [])
    .filter(({ date }) => date <= (today?.today ?? ''))
    .flatMap(({ sessions }) => sessions)
    .filter((session) => session.closedAt === null && session.recorded < session.learners);

  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/">{t('places.today')}</Link> › {t('paper:type.title')}
      </Where>
      <form className={styles.find} onSubmit={find}>
        <Stack gap="sm">
          <h1>{t('paper:type.title')}</h1>
          <TextInput
            ref={field}
            className={styles.code}
            label={t('paper:type.code')}
            description={t('paper:type.code_where')}
            dir="ltr"
            maxLength={12}
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
            onKeyDown={(event) => insertLatin(event, setCode)}
            error={failure !== null && fault(failure)}
            data-paper-code
          />
          <Button type="submit" disabled={code.trim() === ''}>
            {t('paper:type.find')}
          </Button>
          {found.length > 1 && (
            <Alert title={t('paper:type.several')}>
              {found.map((sheet) => (
                <div key={sheet.print.id}>
                  <Link href={pathOf(sheet)}>
                    <SessionTitle session={sheet.session} /> · {whenOf(sheet.session)} ·{' '}
                    {instantText(sheet.print.at)}
                  </Link>
                </div>
              ))}
            </Alert>
          )}
        </Stack>
      </form>
      {waiting.length > 0 && (
        <section className={styles.find} aria-label={t('paper:type.or_session')}>
          <Text fw={600} mb={6}>
            {t('paper:type.or_session')}
          </Text>
          {waiting.map((session) => (
            <div key={session.id}>
              <Link href={`/paper/${session.id}`}>
                <SessionTitle session={session} /> · <bdi>{session.cohortName}</bdi> · {whenOf(session)}
              </Link>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

const whenOf = (session: Session): string => `${dateText(session.date)}, ${timeText(session.startsAt)}`;
