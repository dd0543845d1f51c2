import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconBolt, IconEye, IconEyeOff, IconLayoutRows, IconUserPlus } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useFault } from '../app/use-fault.ts';
import { useLocalTime } from '../app/use-local-time.ts';
import { useMay } from '../app/use-may.ts';
import { useStable } from '../app/use-stable.ts';
import { useDone } from '../app/use-undo.tsx';
import { numberText, useWords } from '../app/words.ts';
import { SessionTitle } from '../sessions/session-title.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { CloseRoll, ReopenNotice } from './close-roll.tsx';
import { Counts } from './counts.tsx';
import { FindName } from './find-name.tsx';
import { HowClassWentOn } from './interruption.tsx';
import { KeyHints } from './key-hints.tsx';
import { type Act, nothingTyped, press, proposedMinutes, type Typed } from './keys.ts';
import { meantMarkOf } from './meant-marks.ts';
import { OutcomeEditor } from './outcome-editor.tsx';
import { PaperMenu } from './paper-menu.tsx';
import { RestPresent } from './rest-present.tsx';
import styles from './roll.module.css';
import { RollAbout } from './roll-about.tsx';
import { type Aside, RollAsides } from './roll-asides.tsx';
import { RollNotices } from './roll-notices.tsx';
import { RollRow } from './roll-row.tsx';
import { useStatusKeys } from './status-keys.ts';
import { useDense } from './use-dense.ts';
import { type Mark, useRoll } from './use-roll.ts';
import { WalkIn } from './walk-in.tsx';

/** The roll of one session: one learner a row, by keyboard or by touch. */
export function Roll() {
  const { sessionId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [why, setWhy] = useState<string | null>(null);
  const { roll, meant, mark, fillBlanks } = useRoll(sessionId, why);
  const [focus, setFocus] = useState(0);
  const [typed, setTyped] = useState<Typed>(nothingTyped);
  const [revealed, setRevealed] = useState(false);
  const [dense, setDense] = useDense();
  const [finding, find] = useDisclosure(false);
  const [walkIn, walkInToggle] = useDisclosure(false);
  const [interrupting, interrupt] = useDisclosure(false);
  const [closing, close] = useDisclosure(false);
  const [asking, ask] = useDisclosure(false);
  const [aside, setAside] = useState<Aside | null>(null);
  const mayExcuse = useMay('roster.edit');
  const noteField = useRef<HTMLInputElement>(null);
  const now = useLocalTime();
  const { data } = roll;
  const rows = useMemo(() => data?.rows ?? [], [data]);
  const statuses = useMemo(() => data?.statuses ?? [], [data]);
  const statusKeys = useStatusKeys(statuses);
  const session = data?.session;
  const closed = session?.closedAt != null;
  const firstLoad = useRef(true);

  const blanksNow = useCallback(() => rows.map((row) => meantMarkOf(meant, row) === null), [rows, meant]);

  useEffect(() => {
    if (!firstLoad.current || rows.length === 0) return;
    firstLoad.current = false;
    setFocus(Math.max(0, blanksNow().indexOf(true)));
  }, [rows, blanksNow]);

  /** A closed roll asks once, and keeps the reason while one stays here. */
  const mayChange = useCallback((): boolean => {
    if (closed && why === null) ask.open();
    return !closed || why !== null;
  }, [closed, why, ask]);

  const markAt = (index: number): Mark | null => {
    const row = rows[index];
    return row ? meantMarkOf(meant, row) : null;
  };

  const setMark = useStable((index: number, value: Mark | null) => {
    const row = rows[index];
    if (row && mayChange()) mark(row.learnerId, value);
  });

  const setStatus = useStable((index: number, code: string) => {
    const status = statuses.find((one) => one.code === code);
    if (!status || !session) return;
    const before = markAt(index);
    const minutes =
      status.countsAs === 'part'
        ? {
            minutesMissed:
              before?.status === code
                ? (before.minutesMissed ?? 0)
                : proposedMinutes(status.missing ?? 'start', now(), session.startsAt, session.endsAt),
          }
        : {};
    const kept = before && {
      ...(before.reason ? { reason: before.reason } : {}),
      ...(before.note ? { note: before.note } : {}),
    };
    setMark(index, { ...(status.countsAs === 'present' ? {} : kept), status: code, ...minutes });
  });

  const fill = useCallback(() => {
    if (!mayChange()) return;
    fillBlanks()
      .then((count) => count > 0 && done(t('attendance:filled', { count })))
      .catch((error: unknown) => notifications.show({ message: fault(error), color: 'red' }));
  }, [mayChange, fillBlanks, done, t, fault]);

  const showAside = useStable((index: number, kind: Aside['kind']) => {
    const learnerId = rows[index]?.learnerId;
    if (learnerId !== undefined && (kind !== 'excuse' || mayExcuse)) setAside({ kind, learnerId });
  });

  const perform = (act: Act): void => {
    if (act.kind === 'focus') setFocus(act.row);
    else if (act.kind === 'mark') setStatus(act.row, act.status);
    else if (act.kind === 'minutes')
      setMark(act.row, {
        ...markAt(act.row),
        status: act.status,
        minutesMissed: Math.min(act.minutes, session?.plannedMinutes ?? 1440),
      });
    else if (act.kind === 'clear') setMark(act.row, null);
    else if (act.kind === 'fill') fill();
    else if (act.kind === 'find') find.open();
    else if (act.kind === 'note') noteField.current?.focus();
    else if (act.kind === 'history') showAside(focus, 'history');
    else if (act.kind === 'excuse') showAside(act.row, 'excuse');
    else if (act.kind === 'past') setRevealed((on) => !on);
    else
      notifications.show({
        id: 'row',
        message: t('attendance:no_such_row', { number: numberText(act.number), count: rows.length }),
        autoClose: 2500,
      });
  };

  useWindowEvent('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !session) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]')) return;
    if (
      target?.closest('button, a') &&
      (event.code === 'Enter' || event.code === 'Space') &&
      typed === nothingTyped
    )
      return;
    if (event.shiftKey && event.code === 'Slash') return;
    const pressed = press(typed, { code: event.code }, { focus, blanks: blanksNow(), statuses });
    if (!pressed) return;
    event.preventDefault();
    for (const act of pressed.acts) perform(act);
    setTyped(pressed.typed);
  });

  if (roll.isError)
    return (
      <Empty
        title={t('attendance:no_roll')}
        text={fault(roll.error)}
        action={{ label: t('places.today'), href: '/' }}
      />
    );
  if (!session) return <Waiting />;

  return (
    <div className={styles.screen} data-dense={dense || undefined} data-roll>
      <Where>
        <Link href="/">{t('places.today')}</Link> › {session.cohortName}
      </Where>
      <HowClassWentOn sessionId={sessionId} />
      <div className={styles.head}>
        <div className={styles.title}>
          <h1>
            <SessionTitle session={session} />
          </h1>
          <RollAbout session={session} />
        </div>
        <Button
          variant="default"
          leftSection={<IconUserPlus size={16} />}
          data-add-walk-in
          onClick={walkInToggle.open}
          disabled={closed}
        >
          {t('attendance:walk_in_add')}
        </Button>
        <PaperMenu sessionId={sessionId} />
        <Button variant="default" leftSection={<IconBolt size={16} />} onClick={interrupt.open}>
          {t('attendance:interrupted')}
        </Button>
        {closed && why === null && (
          <Button variant="light" onClick={ask.open}>
            {t('attendance:change_closed')}
          </Button>
        )}
        {!closed && (
          <Button variant="light" onClick={close.open} disabled={rows.length === 0}>
            {t('attendance:close')}
          </Button>
        )}
      </div>
      <div className={styles.summary}>
        <Counts rows={rows} marks={meant} statuses={statuses} />
        <ActionIcon
          variant="default"
          size={26}
          aria-pressed={revealed}
          aria-label={t(revealed ? 'attendance:hide_past' : 'attendance:show_past')}
          title={`${t(revealed ? 'attendance:hide_past' : 'attendance:show_past')} (V)`}
          onClick={() => setRevealed(!revealed)}
        >
          {revealed ? <IconEyeOff size={15} /> : <IconEye size={15} />}
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={26}
          aria-pressed={dense}
          aria-label={t('attendance:dense')}
          title={t('attendance:dense')}
          onClick={() => setDense(!dense)}
        >
          <IconLayoutRows size={15} />
        </ActionIcon>
      </div>
      <RollNotices session={session} rows={rows} removed={data?.removed ?? null} why={why}>
        {closed && (
          <ReopenNotice session={session} why={why} opened={asking} onClose={ask.close} onWhy={setWhy} />
        )}
      </RollNotices>
      <section className={styles.rows} aria-label={t('attendance:roll')}>
        {rows.length === 0 && (
          <Empty
            title={t('attendance:empty.title')}
            text={t('attendance:empty.text')}
            action={{ label: t('attendance:empty.import'), href: '/import' }}
          />
        )}
        {rows.map((row, index) => (
          <RollRow
            key={row.learnerId}
            row={row}
            index={index}
            marks={meant}
            focused={index === focus}
            revealed={revealed}
            statuses={statusKeys}
            typedMinutes={index === typed.minutesFor?.row ? typed.digits : null}
            noteField={noteField}
            onFocus={setFocus}
            onStatus={setStatus}
            onMark={setMark}
            mayExcuse={mayExcuse}
            onAside={showAside}
          />
        ))}
      </section>
      <footer className={styles.foot}>
        <KeyHints typed={typed} statuses={statuses} />
        <RestPresent rows={rows} marks={meant} onFill={fill} />
      </footer>
      <FindName
        opened={finding}
        onClose={find.close}
        rows={rows}
        onPick={(index) => {
          setFocus(index);
          find.close();
        }}
      />
      <WalkIn opened={walkIn} onClose={walkInToggle.close} sessionId={sessionId} />
      <OutcomeEditor opened={interrupting} onClose={interrupt.close} session={session} why={why} />
      <CloseRoll opened={closing} onClose={close.close} session={session} rows={rows} marks={meant} />
      <RollAsides
        aside={aside}
        session={session}
        rows={rows}
        statuses={statuses}
        onClose={() => setAside(null)}
      />
    </div>
  );
}
