import { Alert, Button, Checkbox, Kbd, Select, Text, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { Link, useLocation, useParams, useSearch } from 'wouter';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, instantText, timeText, useWords } from '../app/words.ts';
import { SessionTitle } from '../sessions/session-title.tsx';
import { Empty } from '../ui/empty.tsx';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { Evidence } from './evidence.tsx';
import { insertLatin } from './latin-keys.ts';
import { PaperEcho } from './paper-echo.tsx';
import { PaperRows } from './paper-rows.tsx';
import styles from './type-paper.module.css';
import { type Paper, restOf, useReadLine } from './use-paper.ts';

/** An absence, a part of class and an excuse, by the keys of the program: the same in every language. */
function exampleOf(statuses: Paper['statuses']): string {
  const letterOf = (counts: string): string | undefined =>
    statuses.find(({ countsAs, hidden }) => countsAs === counts && !hidden)?.key.replace(/^Key/, '');
  const [absent, part, excused] = [letterOf('absent'), letterOf('part'), letterOf('excused')];
  return [absent && `11${absent}`, part && `5${part}12`, excused && `23${excused}`].filter(Boolean).join(' ');
}

/** A class that was kept on paper: its exceptions are typed in by row number, and nothing is written before it is said. */
export function TypePaper() {
  const { sessionId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const search = useSearch();
  const [chosen, setChosen] = useState(() => new URLSearchParams(search).get('print'));
  const paper = useCall('attendance.paper', { sessionId, printId: chosen });
  if (paper.isError)
    return (
      <Empty
        title={t('paper:type.title')}
        text={fault(paper.error)}
        action={{ label: t('paper:type.title'), href: '/paper' }}
      />
    );
  if (!paper.data) return <Waiting />;
  // Numbers of one sheet say nothing on another: what was typed goes with it.
  return <Sheet key={paper.data.print?.id ?? ''} paper={paper.data} onChoose={setChosen} />;
}

function Sheet({ paper, onChoose }: { paper: Paper; onChoose: (printId: string) => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [, navigate] = useLocation();
  const { session, print, prints, statuses } = paper;
  const [line, setLine] = useState('');
  const [restChosen, setRestChosen] = useState(false);
  const [names, setNames] = useState<ReadonlyMap<number, string>>(new Map());
  const [why, setWhy] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const read = useReadLine(line, paper);
  const restPresent = restChosen || read.rest;
  const rest = restOf(paper, read);
  const closed = session.closedAt !== null;
  const mustChoose = print === null && prints.length > 1;

  const named = paper.rows.flatMap((row) => {
    const mark = row.number === null ? undefined : read.marks.get(row.number);
    return mark ? [{ learnerId: row.learnerId, mark }] : [];
  });
  const rows = paper.rows.filter(({ number }) => number !== null).length;
  const byHand = [...read.marks].filter(([number]) => number > rows);
  const nameless = byHand.some(([number]) => (names.get(number) ?? '').trim() === '');
  const count = named.length + byHand.length + (restPresent ? rest.present + rest.excused : 0);
  const ready = count > 0 && read.faults === 0 && !nameless && !mustChoose && (!closed || why.trim() !== '');

  const enter = useWrite('attendance.enterPaper', {
    onSuccess: ({ marks }) => {
      done(t('paper:type.done', { count: marks }));
      navigate(`/roll/${session.id}`);
    },
  });
  const store = (): void => {
    if (!ready || enter.isPending) return;
    enter.mutate({
      sessionId: session.id,
      printId: print?.id ?? null,
      marks: named,
      restPresent,
      written: byHand.map(([number, mark]) => ({ learner: whoIs(paper, names.get(number) ?? ''), mark })),
      ...(closed ? { why: why.trim() } : {}),
    });
  };

  useWindowEvent('keydown', (event) => {
    if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    store();
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-enter-paper]')?.focus();
    } else insertLatin(event, setLine);
  };

  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/paper">{t('paper:type.title')}</Link> › <bdi>{session.cohortName}</bdi>
      </Where>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>
            <SessionTitle session={session} />
          </h1>
          <p>
            {[
              session.cohortName,
              dateText(session.date),
              `${timeText(session.startsAt)}–${timeText(session.endsAt)}`,
              session.room,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {prints.length > 0 && (
          <Select
            label={t('paper:type.sheet')}
            w={260}
            allowDeselect={false}
            placeholder={t('paper:type.choose_sheet')}
            error={mustChoose && t('paper:type.must_choose')}
            data={prints.map(({ id, code, at }) => ({ value: id, label: `${code} · ${instantText(at)}` }))}
            value={print?.id ?? null}
            onChange={(value) => value && onChoose(value)}
          />
        )}
      </header>
      {prints.length === 0 && <Alert py={8}>{t('paper:type.never_printed')}</Alert>}
      <div className={styles.body}>
        <div className={styles.side}>
          <section className={styles.card}>
            <TextInput
              ref={field}
              className={styles.line}
              label={t('paper:type.line')}
              description={t('paper:type.line_how', { key: 'F' })}
              placeholder={exampleOf(statuses)}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={2000}
              disabled={mustChoose}
              value={line}
              onChange={(event) => setLine(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              data-paper-line
            />
            <PaperEcho
              paper={paper}
              read={read}
              names={names}
              onName={(number, name) => setNames((old) => new Map(old).set(number, name))}
            />
          </section>
          <section className={styles.card}>
            <Checkbox
              checked={restPresent}
              disabled={read.rest || mustChoose}
              onChange={(event) => setRestChosen(event.currentTarget.checked)}
              label={t('paper:type.rest', { count: rest.present })}
              description={
                rest.excused > 0
                  ? t('paper:type.rest_excused', { count: rest.excused })
                  : t('paper:type.rest_how')
              }
              data-paper-rest
            />
            {closed && (
              <TextInput
                mt="sm"
                required
                label={t('attendance:why_label')}
                description={t('paper:type.closed')}
                maxLength={200}
                value={why}
                onChange={(event) => setWhy(event.currentTarget.value)}
              />
            )}
          </section>
          <div className={styles.foot}>
            <Text size="sm" c="dimmed" aria-live="polite">
              {read.faults > 0 ? t('paper:type.faults', { count: read.faults }) : t('paper:type.nothing_yet')}
            </Text>
            <Button
              onClick={store}
              disabled={!ready}
              loading={enter.isPending}
              rightSection={<Kbd size="xs">Ctrl Enter</Kbd>}
              data-enter-paper
            >
              {t('paper:type.enter', { count })}
            </Button>
          </div>
          {enter.isError && <Alert color="red">{fault(enter.error)}</Alert>}
          <section className={styles.card}>
            <Evidence sessionId={session.id} />
          </section>
        </div>
        <PaperRows
          rows={paper.rows}
          marks={read.marks}
          restPresent={restPresent}
          statuses={statuses}
          title={print ? t('paper:type.rows_of', { code: print.code }) : t('paper:type.rows_now')}
        />
      </div>
    </div>
  );
}

/** Somebody who came onto the roll after it was printed by her name there; anybody else is new. */
function whoIs(paper: Paper, typed: string): { id: string } | { name: string } {
  const name = typed.trim();
  const known = paper.rows.find((row) => row.number === null && row.name === name);
  return known ? { id: known.learnerId } : { name };
}
