import type { GradeHistoryEntry, GradeSaying } from '../../shared/contract/assessments-gradebook.ts';
import { nameOfDevice, nameOfPerson } from '../center/queries.ts';
import type { ChangeRow } from '../database/changes.ts';
import { type CellValue, type Entity, upcast } from '../database/entities.ts';
import { pastOf, type Thing, thingsUnder } from '../database/past.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { samePeople } from '../roster/same-person.ts';
import { attemptEntity, criterionGradeEntity, gradeEntity, reviewRequestEntity } from './entities.ts';
import type { Assessment } from './queries.ts';
import { reviewsIn } from './review-queries.ts';
import { readVersions, type Versions } from './versions.ts';
import { type AttemptWork, readOneWork } from './work.ts';

type What = GradeHistoryEntry['what'];
type Say<E extends Entity> = {
  [C in keyof E['cells']]: readonly [
    what: What,
    say: (value: CellValue<E, C>, versions: Versions) => GradeSaying,
  ];
};
const saying = <E extends Entity>(entity: E, say: Say<E>) => ({ entity: entity as Entity, say });

/** How each cell of a grade is said. A cell that is missing here is a compile error. */
const kinds = [
  saying(criterionGradeEntity, {
    choice: ['choice', ({ choice, beside }) => ({ kind: 'choice', choice, beside })],
    comment: ['criterion_comment', ({ text }) => ({ kind: 'text', text })],
  }),
  saying(attemptEntity, {
    handed_in: ['handed_in', ({ on, note }) => ({ kind: 'day', on, text: note })],
    files: ['files', (files) => ({ kind: 'files', names: files.map((file) => file.name) })],
    figures: ['figures', ({ figures }) => ({ kind: 'figures', figures })],
    score: ['score', (score) => ({ kind: 'score', score, why: null })],
    rubric: [
      'rubric',
      ({ versionId }, versions) => ({ kind: 'version', number: versions.get(versionId)?.number ?? null }),
    ],
    comment: ['comment', ({ text }) => ({ kind: 'text', text })],
  }),
  saying(gradeEntity, {
    override: ['override', ({ score, why }) => ({ kind: 'score', score, why })],
    excused: ['excused', ({ why }) => ({ kind: 'text', text: why })],
    asked_again: ['asked_again', ({ until, note }) => ({ kind: 'day', on: until, text: note })],
    released: ['released', ({ at }) => ({ kind: 'at', at })],
  }),
  saying(reviewRequestEntity, {
    request: ['review_request', ({ on, words }) => ({ kind: 'day', on, text: words })],
    answer: ['review_answer', ({ outcome, text, on }) => ({ kind: 'outcome', outcome, text, on })],
  }),
];

interface Teller {
  spec: Entity['cells'][string];
  what: What;
  say: (value: unknown, versions: Versions) => GradeSaying;
}

/** How each cell about her work is told, by `entity.cell`. */
export const tellers = new Map<string, Teller>(
  kinds.flatMap(({ entity, say }) =>
    Object.entries(entity.cells).flatMap(([cell, spec]): [string, Teller][] => {
      const told = (say as Record<string, readonly [What, Teller['say']] | undefined>)[cell];
      return told ? [[`${entity.name}.${cell}`, { spec, what: told[0], say: told[1] }]] : [];
    }),
  ),
);

/** What a change said; null where it took something away, undefined where only a newer Rollbook can tell. */
export function sayingIn(
  change: ChangeRow,
  teller: Teller,
  versions: Versions,
): GradeSaying | null | undefined {
  const { spec, say } = teller;
  if (change.value === null) return null;
  if (change.format > spec.format) return undefined;
  const value = spec.schema.safeParse(upcast(spec, change.format, JSON.parse(change.value)));
  return value.success ? say(value.data, versions) : undefined;
}

/** Everything in the log that is about one learner in one assessment. */
export function thingsOf(
  db: Database,
  assessment: Assessment,
  learnerId: string,
  attempts: AttemptWork[],
): Thing[] {
  const rows = samePeople(db).rowsOf(learnerId);
  const reviews = reviewsIn(db, [assessment.id]).filter((one) => rows.includes(one.learnerId));
  return [
    ...attempts.flatMap(({ id }): Thing[] => [['attempt', id], ...thingsUnder(db, 'criterion_grade', id)]),
    ...rows.map((row): Thing => ['grade', `${assessment.id}:${row}`]),
    ...reviews.map((one): Thing => ['review_request', one.id]),
  ];
}

const keyOf = (device: string, seq: number): string => `${device} ${seq}`;

const actOnCell = ({ device, act, entity, entity_id: id, cell }: ChangeRow): string =>
  JSON.stringify([device, act, entity, id, cell]);

/** Who graded what, when, from what to what, why and where, newest first. */
export function gradeHistory(db: Database, assessment: Assessment, learnerId: string): GradeHistoryEntry[] {
  const { attempts } = readOneWork(db, assessment, learnerId);
  const numbers = new Map(attempts.map((one) => [one.id, one.number]));
  const versions = readVersions(db, [assessment]);
  const criteria = new Map(
    [...versions.values()].flatMap((one) =>
      one.content.criteria.map((each) => [each.id, each.title] as const),
    ),
  );
  const changes = pastOf(db, thingsOf(db, assessment, learnerId, attempts));
  const byName = new Map(changes.map((change) => [keyOf(change.device, change.seq), change]));
  const here = getState(db, 'device');
  // What was stored while somebody typed is one thing that she said: from what stood before to what she left.
  const acts = Map.groupBy(
    changes.toSorted((a, b) => a.seq - b.seq),
    actOnCell,
  );
  return changes.flatMap((change): GradeHistoryEntry[] => {
    const own = acts.get(actOnCell(change)) ?? [change];
    if (own.at(-1) !== change) return [];
    const teller = tellers.get(`${change.entity}.${change.cell}`);
    const to = teller && sayingIn(change, teller, versions);
    if (!teller || to === undefined) return [];
    const [first = '', second = null] = change.entity_id.split(':');
    const criterionId = change.entity === 'criterion_grade' ? second : null;
    const { replaces } = own[0] ?? change;
    const replaced = replaces === null ? [] : (JSON.parse(replaces) as [string, number][]);
    const before = replaced
      .flatMap(([device, seq]) => byName.get(keyOf(device, seq)) ?? [])
      .sort((a, b) => a.recorded_at - b.recorded_at);
    return [
      {
        at: change.recorded_at,
        by: change.actor === null ? null : nameOfPerson(db, change.actor),
        device: nameOfDevice(db, change.device),
        here: change.device === here,
        command: change.command,
        undo: change.undoes !== null,
        what: teller.what,
        attempt: numbers.get(first) ?? null,
        criterionId,
        criterion: criterionId === null ? null : (criteria.get(criterionId) ?? null),
        from: before.map((one) => sayingIn(one, teller, versions) ?? null),
        to,
        why: change.reason,
      },
    ];
  });
}
