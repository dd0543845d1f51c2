import { useDisclosure } from '@mantine/hooks';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useLocalTime } from '../../app/use-local-time.ts';
import { useStable } from '../../app/use-stable.ts';
import { useWords } from '../../app/words.ts';
import { Empty } from '../../ui/empty.tsx';
import { Where } from '../../ui/where.tsx';
import { History } from '../history.tsx';
import { proposedMinutes } from '../keys.ts';
import type { Mark } from '../use-roll.ts';
import { WhyDialog } from '../why-dialog.tsx';
import { cellOf, mayMark } from './cells.ts';
import { CheckInPanel } from './check-in-panel.tsx';
import { ExportRegister } from './export-register.tsx';
import { columnsOf, filterRows, monthOf, type Picked, type Who } from './filters.ts';
import { FocusBar } from './focus-bar.tsx';
import { Grid } from './grid.tsx';
import { Head } from './head.tsx';
import { type Act, nextBlank, type Place, press, type TypedMinutes } from './keys.ts';
import { Legend } from './legend.tsx';
import { useLooks } from './looks.ts';
import { PicturesPanel } from './pictures-panel.tsx';
import { usePrintMonth } from './print-month.tsx';
import type { Row } from './rows.ts';
import styles from './sheet.module.css';
import type { RegisterData } from './use-register.ts';

interface Props {
  data: RegisterData;
  rows: readonly Row[];
  /** Whom it shows first. */
  who: Who;
  cohorts: readonly { id: string; name: string }[];
  onCohort: (id: string) => void;
  onMark: (sessionId: string, learnerId: string, mark: Mark | null, why: string | null) => void;
}

/** A mark that waits for the reason that its closed roll asks for. */
interface Held {
  place: Place;
  mark: Mark | null;
}

/** The register of one cohort: filters above, learners by sessions, the cell in focus, rule and legend below. */
export function Sheet({ data, rows, who: first, cohorts, onCohort, onMark }: Props) {
  const t = useWords();
  const now = useLocalTime();
  const { statuses, sessions, cohort } = data;
  const looks = useLooks(statuses);
  const byCode = useMemo(() => new Map(statuses.map((status) => [status.code, status])), [statuses]);
  const [who, setWho] = useState<Who>(first);
  const [month, setMonth] = useState<string | null>(() => firstMonth(data));
  const [kind, setKind] = useState<string | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const [pictures, picturesToggle] = useDisclosure(false);
  const [exporting, exportToggle] = useDisclosure(false);
  const [typed, setTyped] = useState<TypedMinutes | null>(null);
  const [wanted, setWanted] = useState<Place>(() => ({ row: 0, column: newestColumn(data) }));
  const [history, setHistory] = useState<{ sessionId: string; learnerId: string; name: string } | null>(null);
  const [held, setHeld] = useState<Held | null>(null);
  /** Reasons given for closed rolls, kept while one stays here. */
  const reasons = useRef(new Map<string, string>());
  const noteField = useRef<HTMLInputElement>(null);
  const print = usePrintMonth();

  const columns = useMemo(() => columnsOf(sessions, month, kind), [sessions, month, kind]);
  const found = useMemo(
    () => filterRows(rows, { who, picked, threshold: cohort.threshold }, columns, statuses),
    [rows, who, picked, cohort.threshold, columns, statuses],
  );
  // Nobody leaves the list while she is worked on: a filter finds anew only when it changes.
  const shown = useKept(found, rows, `${who} ${month} ${kind} ${JSON.stringify(picked)}`);
  const focus: Place = {
    row: Math.max(0, Math.min(wanted.row, shown.length - 1)),
    column: Math.max(0, Math.min(wanted.column, columns.length - 1)),
  };
  const drawn = useDeferredValue(rows);

  const at = (place: Place) => {
    const row = shown[place.row];
    const column = columns[place.column];
    if (!row || !column) return null;
    return { row, column, cell: cellOf(row, column.session, column.place, byCode) };
  };

  const setMark = useStable((place: Place, mark: Mark | null): void => {
    const here = at(place);
    if (!here || !mayMark(here.row, here.cell)) return;
    const { session } = here.column;
    const why = reasons.current.get(session.id) ?? null;
    if (session.closedAt !== null && why === null) setHeld({ place, mark });
    else onMark(session.id, here.row.learner.learnerId, mark, why);
  });

  const setStatus = (place: Place, code: string): void => {
    const here = at(place);
    const status = byCode.get(code);
    if (!here || !status) return;
    const before = here.row.marks[here.column.place] ?? null;
    const { session } = here.column;
    const minutes =
      status.countsAs !== 'part'
        ? {}
        : {
            minutesMissed:
              before?.status === code
                ? (before.minutesMissed ?? 0)
                : session.date === data.today
                  ? proposedMinutes(status.missing ?? 'start', now(), session.startsAt, session.endsAt)
                  : 10,
          };
    const kept = before && {
      ...(before.reason ? { reason: before.reason } : {}),
      ...(before.note ? { note: before.note } : {}),
    };
    setMark(place, { ...(status.countsAs === 'present' ? {} : kept), status: code, ...minutes });
  };

  const showHistory = (): void => {
    const here = at(focus);
    if (here)
      setHistory({
        sessionId: here.column.session.id,
        learnerId: here.row.learner.learnerId,
        name: here.row.learner.name,
      });
  };

  const perform = (act: Act): void => {
    if (act.kind === 'focus') setWanted({ row: act.row, column: act.column });
    else if (act.kind === 'mark') setStatus(focus, act.status);
    else if (act.kind === 'clear') setMark(focus, null);
    else if (act.kind === 'note') noteField.current?.focus();
    else if (act.kind === 'history') showHistory();
    else if (act.kind === 'minutes') {
      const here = at(act.place);
      const before = here?.row.marks[here.column.place];
      const most = here?.column.session.plannedMinutes ?? 1440;
      setMark(act.place, {
        ...before,
        status: act.status,
        minutesMissed: Math.min(act.minutes, most),
      });
    } else {
      const blank = nextBlank(focus, shown.length, columns.length, (place) => {
        const kindThere = at(place)?.cell.kind;
        return kindThere === 'blank' || kindThere === 'excused_ahead';
      });
      if (blank) setWanted(blank);
    }
  };

  const onKey = (event: KeyboardEvent, page: number): void => {
    if (event.altKey || event.metaKey || (event.shiftKey && event.code === 'Slash')) return;
    const view = {
      ...focus,
      rows: shown.length,
      columns: columns.length,
      page,
      statuses,
      rightToLeft: document.documentElement.dir === 'rtl',
    };
    const pressed = press(typed, { code: event.code, ctrl: event.ctrlKey }, view);
    if (!pressed) return;
    event.preventDefault();
    for (const act of pressed.acts) perform(act);
    setTyped(pressed.typed);
  };

  const back = (): void => document.querySelector<HTMLElement>('[data-register]')?.focus();
  const here = at(focus);
  const panel = who === 'check_in' || pictures;
  const pick = (next: Picked | null): void => {
    setPicked(next);
    if (next?.kind !== 'session') return;
    const column = columns.findIndex(({ session }) => session.id === next.sessionId);
    if (column >= 0) setWanted({ row: 0, column });
  };

  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/register">{t('places.register')}</Link> › <span dir="auto">{cohort.name}</span>
      </Where>
      <Head
        data={data}
        rows={drawn}
        cohorts={cohorts}
        who={who}
        month={month}
        kind={kind}
        picked={picked}
        pictures={pictures}
        onCohort={onCohort}
        onWho={setWho}
        onMonth={setMonth}
        onKind={setKind}
        onUnpick={() => setPicked(null)}
        onPictures={picturesToggle.toggle}
        onExport={exportToggle.open}
        onPrint={() => print.start({ data, rows, month: month ?? monthOf(data.today), looks })}
      />
      <div className={styles.middle} data-panel={panel || undefined}>
        {shown.length === 0 || columns.length === 0 ? (
          <div className={styles.none}>
            <Empty
              title={t('register:empty.title')}
              text={
                rows.length === 0
                  ? t('register:empty.nobody')
                  : sessions.length === 0
                    ? t('register:empty.no_session')
                    : t('register:empty.filtered')
              }
            />
          </div>
        ) : (
          <Grid
            rows={shown}
            columns={columns}
            statuses={statuses}
            looks={looks}
            today={data.today}
            threshold={cohort.threshold}
            focus={focus}
            onFocus={setWanted}
            onKey={onKey}
          />
        )}
        {panel && (
          <aside className={styles.panel}>
            {who === 'check_in' && (
              <CheckInPanel
                cohortId={cohort.id}
                today={data.today}
                onShow={(learnerId) => {
                  const row = shown.findIndex((one) => one.learner.learnerId === learnerId);
                  if (row >= 0) setWanted({ ...focus, row });
                }}
              />
            )}
            {pictures && (
              <PicturesPanel
                rows={drawn}
                columns={columns}
                statuses={statuses}
                picked={picked}
                onPick={pick}
              />
            )}
          </aside>
        )}
      </div>
      {here && (
        <FocusBar
          row={here.row}
          column={here.column}
          cell={here.cell}
          looks={looks}
          typed={typed?.row === focus.row && typed.column === focus.column ? typed.digits : null}
          noteField={noteField}
          onStatus={(code) => setStatus(focus, code)}
          onMark={(mark) => setMark(focus, mark)}
          onHistory={showHistory}
          onDone={back}
        />
      )}
      <Legend looks={looks} threshold={cohort.threshold} />
      {exporting && <ExportRegister data={data} month={month} looks={looks} onClose={exportToggle.close} />}
      <WhyDialog
        opened={held !== null}
        onClose={() => setHeld(null)}
        onWhy={(why) => {
          if (held === null) return;
          const place = at(held.place);
          if (place) reasons.current.set(place.column.session.id, why);
          setHeld(null);
          setMark(held.place, held.mark);
        }}
      />
      <History
        sessionId={history?.sessionId ?? ''}
        learnerId={history?.learnerId ?? null}
        name={history?.name ?? ''}
        statuses={statuses}
        onClose={() => setHistory(null)}
      />
      {print.page}
    </div>
  );
}

/** Where work is: the newest class that has ended, among those of the first month. */
function newestColumn(data: RegisterData): number {
  const columns = columnsOf(data.sessions, firstMonth(data), null);
  return Math.max(
    0,
    columns.findLastIndex(({ session }) => session.ended),
  );
}

/** The month of today if it has class, else the last that had, else all. */
function firstMonth({ sessions, today }: RegisterData): string | null {
  const months = sessions.map((session) => monthOf(session.date));
  const now = monthOf(today);
  if (months.includes(now)) return now;
  return months.filter((month) => month < now).at(-1) ?? months[0] ?? null;
}

/** The people that a filter found when it was chosen, as they are now. */
function useKept(found: readonly Row[], rows: readonly Row[], filter: string): readonly Row[] {
  const kept = useRef({ filter: '', ids: new Set<string>() });
  if (kept.current.filter !== filter)
    kept.current = { filter, ids: new Set(found.map((row) => row.learner.learnerId)) };
  const { ids } = kept.current;
  const more = found.filter((row) => !ids.has(row.learner.learnerId));
  for (const row of more) ids.add(row.learner.learnerId);
  return useMemo(() => rows.filter((row) => ids.has(row.learner.learnerId)), [rows, ids]);
}
