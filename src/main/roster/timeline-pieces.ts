import type { Mark } from '../../shared/contract/attendance.ts';
import type { TimelinePiece } from '../../shared/contract/roster-timeline.ts';
import { consentAnswer } from '../../shared/rules/learner.ts';
import { excuseEntity, markEntity, walkInEntity } from '../attendance/entities.ts';
import type { CellValue, Entity } from '../database/entities.ts';
import { consentEntity, enrollmentEntity, learnerEntity, learnerFieldEntity } from './entities.ts';

type WordList = Extract<TimelinePiece, { kind: 'word' }>['list'];
type Maybe<T> = T | null | undefined;

const text = (value: Maybe<string>): TimelinePiece[] => (value ? [{ kind: 'text', text: value }] : []);
const date = (value: Maybe<string>): TimelinePiece[] => (value ? [{ kind: 'date', date: value }] : []);
const minutes = (value: Maybe<number>): TimelinePiece[] =>
  value == null ? [] : [{ kind: 'minutes', minutes: value }];
const word = (list: WordList, code: Maybe<string>): TimelinePiece[] =>
  code ? [{ kind: 'word', list, code }] : [];

type Say<E extends Entity> = { [C in keyof E['cells']]: (value: CellValue<E, C>) => TimelinePiece[] };
const saying = <E extends Entity>(entity: E, say: Say<E>) => ({ entity: entity as Entity, say });

/** How each cell that a learner's timeline shows is said. A cell that is missing here is a compile error. */
const kinds = [
  saying(learnerEntity, {
    name: ({ written, short }) => [...text(written), ...(short === written ? [] : text(short))],
    birth: (birth) => [...date(birth.date), ...word('age_band', birth.ageBand)],
    sex: (code) => word('sex', code),
    phone: text,
    email: text,
    displacement: (code) => word('displacement', code),
    languages: (codes) => codes.map((code) => ({ kind: 'language', code })),
    needs: text,
    note: text,
    certificate: ({ name, latin }) => [...text(name), ...text(latin)],
    alias: () => word('here', 'same_person'),
  }),
  saying(learnerFieldEntity, { value: text }),
  saying(consentEntity, {
    decision: ({ given, on, textVersion, withdrawnOn }) => [
      ...word('consent', consentAnswer({ given, withdrawnOn })),
      ...date(withdrawnOn ?? on),
      ...text(textVersion),
    ],
  }),
  saying(enrollmentEntity, {
    period: ({ startsOn, endsOn }) => [...date(startsOn), ...date(endsOn)],
    status: (value) => [
      ...word('enrollment', value.status),
      ...word('leave_reason', value.reason),
      ...date(value.lastSeen),
      ...minutes(value.creditMinutes),
    ],
    pauses: (pauses) => pauses.flatMap(({ from, to }) => [...date(from), ...date(to)]),
  }),
  saying(markEntity, {
    mark: (mark: Mark) => [
      ...word('mark', mark.status),
      ...minutes(mark.minutesMissed),
      ...word('mark_reason', mark.reason),
      ...text(mark.note),
    ],
  }),
  saying(walkInEntity, { here: () => word('here', 'walk_in') }),
  saying(excuseEntity, {
    excuse: ({ from, to, reason, note }) => [
      ...date(from),
      ...(to === from ? [] : date(to)),
      ...word('mark_reason', reason),
      ...text(note),
    ],
  }),
];

const byName = new Map(kinds.map(({ entity, say }) => [entity.name, { entity, say }]));

/** The cell's definition and how its value is said; undefined for what a timeline does not show. */
export function sayingOf(entity: string, cell: string) {
  const kind = byName.get(entity);
  const spec = kind?.entity.cells[cell];
  const say = (kind?.say as Record<string, (value: unknown) => TimelinePiece[]> | undefined)?.[cell];
  return spec && say ? { spec, say } : undefined;
}
