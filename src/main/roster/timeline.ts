import type {
  TimelineChange,
  TimelineEntry,
  TimelinePiece,
  TimelinePlace,
} from '../../shared/contract/roster-timeline.ts';
import { isMeasured, workTimeline } from '../assessments/timeline.ts';
import { recordsOf } from '../attendance/of-learner.ts';
import { nameOfDevice, nameOfPerson } from '../center/queries.ts';
import type { ChangeRow } from '../database/changes.ts';
import { upcast } from '../database/entities.ts';
import { pastOf, type Thing, thingsUnder } from '../database/past.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { findSession } from '../sessions/queries.ts';
import { rowName } from './people-queries.ts';
import { cohortNames } from './queries.ts';
import { samePeople } from './same-person.ts';
import { sessionsOfCohort } from './sessions-of-cohort.ts';
import { sayingOf } from './timeline-pieces.ts';

/** Acts in one page. */
const pageLength = 40;

/** Everything in the log that is about a person, under whichever of her rows, but for her work. */
function thingsOf(db: Database, rows: readonly string[]): Thing[] {
  return rows.flatMap((row) => thingsOfRow(db, row));
}

/** Cohorts that she ever was in. */
function cohortsOf(db: Database, rows: readonly string[]): string[] {
  const enrollments = rows.flatMap((row) =>
    thingsUnder(db, 'enrollment', row).map(([, id]) => id.slice(row.length + 1)),
  );
  return [...new Set(enrollments)];
}

function thingsOfRow(db: Database, learnerId: string): Thing[] {
  const enrollments = thingsUnder(db, 'enrollment', learnerId);
  const sessions = enrollments.flatMap(([, id]) => sessionsOfCohort(db, id.slice(learnerId.length + 1)));
  return [
    ['learner', learnerId],
    ...enrollments,
    ...thingsUnder(db, 'consent', learnerId),
    ...thingsUnder(db, 'learner_field', learnerId),
    ...recordsOf(db, learnerId, sessions),
  ];
}

const keyOf = (device: string, seq: number): string => `${device} ${seq}`;

/** Acts after one another, newest first: of two at the same instant the one with the higher act is newer. */
const isBefore = (act: TimelinePlace, place: TimelinePlace): boolean =>
  act.at !== place.at
    ? act.at < place.at
    : act.device !== place.device
      ? act.device < place.device
      : act.act < place.act;

/** What a change's cell is about beyond the learner herself: which cohort, purpose, field or session. */
function aboutOf(db: Database, change: ChangeRow, cohorts: ReturnType<typeof cohortNames>): TimelinePiece[] {
  const [first = '', ...others] = change.entity_id.split(':');
  const rest = others.join(':');
  if (change.entity === 'enrollment') return [{ kind: 'text', text: cohorts.get(rest)?.name ?? '' }];
  if (change.entity === 'learner' && change.cell === 'alias') {
    const row = rowName(db, first);
    return row === null ? [] : [{ kind: 'text', text: row }];
  }
  if (change.entity === 'consent') return [{ kind: 'word', list: 'purpose', code: rest }];
  if (change.entity === 'learner_field') return [{ kind: 'text', text: rest }];
  if (change.entity !== 'mark' && change.entity !== 'walk_in') return [];
  const session = findSession(db, first);
  if (!session) return [];
  const name: TimelinePiece =
    session.title === ''
      ? { kind: 'word', list: 'session_kind', code: session.kind }
      : { kind: 'text', text: session.title };
  return [name, { kind: 'date', date: session.date }];
}

/** The value in words, null for none; undefined for a value that this version cannot read. */
function piecesOf(change: ChangeRow): TimelinePiece[] | null | undefined {
  if (change.value === null) return null;
  const known = sayingOf(change.entity, change.cell);
  if (!known || change.format > known.spec.format) return undefined;
  const value = known.spec.schema.safeParse(upcast(known.spec, change.format, JSON.parse(change.value)));
  return value.success ? known.say(value.data) : undefined;
}

/** What showed before: the latest of the changes that this one replaced. */
function before(change: ChangeRow, past: ReadonlyMap<string, ChangeRow>): ChangeRow | undefined {
  const replaced = change.replaces ? (JSON.parse(change.replaces) as [string, number][]) : [];
  return replaced
    .flatMap(([device, seq]) => past.get(keyOf(device, seq)) ?? [])
    .sort((a, b) => b.recorded_at - a.recorded_at || (a.device < b.device ? 1 : -1) || b.seq - a.seq)[0];
}

/** Every act that changed something about a learner, newest first, a page of them. */
export function timelineOf(
  db: Database,
  learnerId: string,
  place: TimelinePlace | null,
): { entries: TimelineEntry[]; next: TimelinePlace | null } {
  const rows = samePeople(db).rowsOf(learnerId);
  const work = workTimeline(db, learnerId, cohortsOf(db, rows));
  // What the program measured is beside the work; here is what people did.
  const changes = pastOf(db, [...thingsOf(db, rows), ...work.things]).filter((change) => !isMeasured(change));
  const past = new Map(changes.map((change) => [keyOf(change.device, change.seq), change]));
  const acts = [...Map.groupBy(changes, (change) => keyOf(change.device, change.act)).values()]
    .flatMap((own) => {
      const [first] = own;
      return first ? [{ at: first.recorded_at, device: first.device, act: first.act, first, own }] : [];
    })
    .filter((act) => place === null || isBefore(act, place))
    .sort((a, b) => (isBefore(a, b) ? 1 : -1));
  const cohorts = cohortNames(db);
  const here = getState(db, 'device');
  const page = acts.slice(0, pageLength);
  const entries = page.map(({ at, device, act, first, own }): TimelineEntry => {
    const said = own
      .sort((a, b) => a.seq - b.seq)
      .flatMap((change): TimelineChange[] => {
        const told = work.tell(change);
        const say = told ? work.say : piecesOf;
        const to = say(change);
        const old = before(change, past);
        const from = old ? say(old) : null;
        if (to === undefined) return [];
        const about = told?.about ?? aboutOf(db, change, cohorts);
        const what = told ? `work.${told.what}` : `${change.entity}.${change.cell}`;
        return [{ what, about, from: from ?? null, to }];
      });
    return {
      at,
      device,
      act,
      by: first.actor === null ? null : nameOfPerson(db, first.actor),
      deviceName: nameOfDevice(db, device),
      here: device === here,
      command: first.command,
      undo: first.undoes !== null,
      why: own.find((change) => change.reason !== null)?.reason ?? null,
      changes: said,
    };
  });
  const last = page.at(-1);
  const next = last && acts.length > page.length ? { at: last.at, device: last.device, act: last.act } : null;
  return { entries, next };
}
