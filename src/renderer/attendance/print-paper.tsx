import { Alert, Button, Checkbox, NumberInput, Select, Stack } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { call } from '../app/bridge.ts';
import { useCall } from '../app/client.ts';
import { usePrintWords } from '../app/print-words.ts';
import { useFault } from '../app/use-fault.ts';
import { currentLanguage, dateText, languages, timeText, useWords } from '../app/words.ts';
import { SessionTitle } from '../sessions/session-title.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { PaperSheet } from './paper-sheet.tsx';
import styles from './print-paper.module.css';

type Session = Output<'sessions.get'>;
type Printed = Output<'attendance.printPaper'>;

const languageChoices = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }));
const usualExtraRows = 4;

/** The roll of one class on paper. */
export function PrintRoll() {
  const { sessionId = '' } = useParams();
  const t = useWords();
  const { data: session } = useCall('sessions.get', { sessionId });
  return (
    <PrintPaper sessionIds={[sessionId]}>
      <Where>
        <Link href="/">{t('places.today')}</Link> ›{' '}
        <Link href={`/roll/${sessionId}`}>{session && <SessionTitle session={session} />}</Link> ›{' '}
        {t('paper:title')}
      </Where>
    </PrintPaper>
  );
}

/** The rolls of a cohort's next two weeks in one go: power cuts are planned. */
export function PrintCohort() {
  const { cohortId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const ahead = useCall('attendance.paperSessions', { cohortId });
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  if (ahead.isError) return <Empty title={t('paper:title')} text={fault(ahead.error)} />;
  if (!ahead.data) return <Waiting />;
  const { sessions, cohortName } = ahead.data;
  if (sessions.length === 0)
    return <Empty title={t('paper:none_ahead.title')} text={t('paper:none_ahead.text')} />;
  const turn = (id: string, on: boolean): void =>
    setDropped((old) => new Set(on ? [...old].filter((one) => one !== id) : [...old, id]));
  return (
    <PrintPaper
      sessionIds={sessions.filter(({ id }) => !dropped.has(id)).map(({ id }) => id)}
      list={
        <Stack gap={10} component="fieldset" className={styles.list} aria-label={t('paper:which')}>
          {sessions.map((session) => (
            <Checkbox
              key={session.id}
              checked={!dropped.has(session.id)}
              onChange={(event) => turn(session.id, event.currentTarget.checked)}
              label={<SessionTitle session={session} />}
              description={whenOf(session)}
            />
          ))}
        </Stack>
      }
    >
      <Where>
        <Link href="/cohorts">{t('places.cohorts')}</Link> ›{' '}
        <Link href={`/cohorts/${cohortId}`}>
          <bdi>{cohortName}</bdi>
        </Link>{' '}
        › {t('paper:title')}
      </Where>
    </PrintPaper>
  );
}

const whenOf = (session: Session): string =>
  `${dateText(session.date)}, ${timeText(session.startsAt)}–${timeText(session.endsAt)}`;

interface Props {
  sessionIds: readonly string[];
  list?: ReactNode;
  children: ReactNode;
}

/** Preview and print. A sheet gets its code, and its rows are noted, at the moment it is printed. */
function PrintPaper({ sessionIds, list, children }: Props) {
  const t = useWords();
  const fault = useFault();
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const [extraRows, setExtraRows] = useState(usualExtraRows);
  const [printed, setPrinted] = useState<ReadonlyMap<string, Printed>>(new Map());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const print = async (): Promise<void> => {
    if (busy || sessionIds.length === 0) return;
    setBusy(true);
    setFailure(null);
    try {
      const sheets = new Map<string, Printed>();
      for (const sessionId of sessionIds)
        sheets.set(sessionId, await call('attendance.printPaper', { sessionId, language, extraRows }));
      flushSync(() => setPrinted(sheets));
      window.print();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  /** What is on the screen is not what was printed any more. */
  const change = (work: () => void): void => {
    setPrinted(new Map());
    work();
  };

  useWindowEvent('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyP') return;
    // The browser's own print would leave out that the rows are noted.
    event.preventDefault();
    void print();
  });

  return (
    <div className={styles.screen}>
      {children}
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{t('paper:title')}</h1>
          <p>{t('paper:about')}</p>
        </div>
        <Select
          label={t('paper:language')}
          w={150}
          allowDeselect={false}
          data={languageChoices}
          value={language}
          onChange={(value) => value && change(() => setLanguage(value as Language))}
          data-print-language
        />
        <NumberInput
          label={t('paper:extra_rows')}
          w={150}
          min={0}
          max={20}
          clampBehavior="strict"
          value={extraRows}
          onChange={(value) => typeof value === 'number' && change(() => setExtraRows(value))}
        />
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={busy}
          disabled={sessionIds.length === 0}
          onClick={() => void print()}
          title="Ctrl P"
          data-print
        >
          {t('paper:print', { count: sessionIds.length })}
        </Button>
        {failure !== null && (
          <Alert color="red" w="100%">
            {fault(failure)}
          </Alert>
        )}
      </header>
      <div className={styles.body}>
        {list}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too. */}
        <section className={styles.pages} tabIndex={0} aria-label={t('paper:preview')}>
          {sessionIds.map((sessionId) => (
            <SheetOf
              key={sessionId}
              sessionId={sessionId}
              language={language}
              extraRows={extraRows}
              printed={printed.get(sessionId) ?? null}
            />
          ))}
        </section>
      </div>
    </div>
  );
}

interface SheetProps {
  sessionId: string;
  language: Language;
  extraRows: number;
  printed: Printed | null;
}

function SheetOf({ sessionId, language, extraRows, printed }: SheetProps) {
  const fault = useFault();
  const words = usePrintWords(language);
  const roll = useCall('attendance.roll', { sessionId });
  const center = useCall('center.state', {}).data?.center?.name ?? '';
  if (roll.isError) return <Alert color="red">{fault(roll.error)}</Alert>;
  if (!roll.data || !words) return <Waiting />;
  return (
    <PaperSheet
      words={words}
      center={center}
      session={roll.data.session}
      statuses={roll.data.statuses}
      names={(printed?.learners ?? roll.data.rows).map(({ name }) => name)}
      extraRows={extraRows}
      code={printed?.print.code ?? null}
    />
  );
}
