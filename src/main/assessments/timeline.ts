import type { GradeSaying } from '../../shared/contract/assessments-gradebook.ts';
import type { TimelinePiece } from '../../shared/contract/roster-timeline.ts';
import type { ChangeRow } from '../database/changes.ts';
import type { Thing } from '../database/past.ts';
import type { Database } from '../database/sqlite.ts';
import { sayingIn, tellers, thingsOf } from './history.ts';
import { type Assessment, assessmentsIn } from './queries.ts';
import { readVersions, type Versions } from './versions.ts';
import { readOneWork } from './work.ts';

/** What a learner's own timeline tells of her work: hand-ins, grades, decisions and requests. */
export interface WorkTimeline {
  things: Thing[];
  /** What a change is called, what it is about, and its value; null where it is not about her work. */
  tell(change: ChangeRow): { what: string; about: TimelinePiece[] } | null;
  /** The value in words, null for none, undefined for a value that only a newer Rollbook can tell. */
  say(change: ChangeRow): TimelinePiece[] | null | undefined;
}

interface Place {
  assessment: Assessment;
  versions: Versions;
}

const text = (value: string | null): TimelinePiece[] => (value ? [{ kind: 'text', text: value }] : []);
const words = (said: Assessment['title'] | undefined): TimelinePiece[] =>
  said ? [{ kind: 'words', words: said }] : [];

/** What the engine measured, which is no act of a person. */
export const isMeasured = ({ entity, cell }: ChangeRow): boolean =>
  entity === 'attempt' && cell === 'figures';

/** Levels of a criterion by its versions: each is called what the newest one calls it. */
function levelOf(versions: Versions, criterionId: string, level: string): Assessment['title'] | undefined {
  const all = [...versions.values()].flatMap((one) =>
    one.content.criteria.filter(({ id }) => id === criterionId).flatMap(({ levels }) => levels),
  );
  return all.findLast(({ id }) => id === level)?.title;
}

function piecesIn(said: GradeSaying, { assessment, versions }: Place, criterionId: string): TimelinePiece[] {
  switch (said.kind) {
    case 'choice':
      return 'points' in said.choice
        ? [{ kind: 'points', points: said.choice.points }]
        : words(levelOf(versions, criterionId, said.choice.level));
    case 'score': {
      const { score, why } = said;
      const { scale } = assessment;
      if ('points' in score) return [{ kind: 'points', points: score.points }, ...text(why)];
      if ('passed' in score)
        return [{ kind: 'word', list: 'passed', code: score.passed ? 'passed' : 'not_yet' }, ...text(why)];
      const levels = 'levels' in scale ? scale.levels : [];
      return [...words(levels.find(({ id }) => id === score.level)?.title), ...text(why)];
    }
    case 'day':
      return [...(said.on === null ? [] : [{ kind: 'date', date: said.on } as const]), ...text(said.text)];
    case 'outcome':
      return [{ kind: 'word', list: 'review_outcome', code: said.outcome }, ...text(said.text)];
    case 'files':
      return said.names.map((name) => ({ kind: 'text', text: name }));
    case 'version':
      return said.number === null ? [] : [{ kind: 'points', points: said.number }];
    case 'at':
      return [{ kind: 'word', list: 'released', code: 'released' }];
    case 'figures':
      return [];
    case 'text':
      return text(said.text);
  }
}

/** Her work in the assessments of some cohorts, for her timeline. */
export function workTimeline(db: Database, learnerId: string, cohortIds: readonly string[]): WorkTimeline {
  const places = new Map<string, Place>();
  const things: Thing[] = [];
  const assessments = assessmentsIn(db, cohortIds);
  const versions = readVersions(db, assessments);
  for (const assessment of assessments) {
    const { attempts } = readOneWork(db, assessment, learnerId);
    for (const thing of thingsOf(db, assessment, learnerId, attempts)) {
      things.push(thing);
      places.set(thing.join(' '), { assessment, versions });
    }
  }
  const placeOf = ({ entity, entity_id }: ChangeRow): Place | undefined =>
    places.get(`${entity} ${entity_id}`);
  const criterionOf = ({ entity, entity_id }: ChangeRow): string =>
    entity === 'criterion_grade' ? (entity_id.split(':')[1] ?? '') : '';
  return {
    things,
    tell: (change) => {
      const place = placeOf(change);
      const teller = tellers.get(`${change.entity}.${change.cell}`);
      if (!place || !teller) return null;
      const criterion = criterionOf(change);
      const title = [...place.versions.values()]
        .flatMap((one) => one.content.criteria)
        .findLast(({ id }) => id === criterion)?.title;
      return { what: teller.what, about: [...words(place.assessment.title), ...words(title)] };
    },
    say: (change) => {
      const place = placeOf(change);
      const teller = tellers.get(`${change.entity}.${change.cell}`);
      if (!place || !teller) return undefined;
      const said = sayingIn(change, teller, place.versions);
      return said ? piecesIn(said, place, criterionOf(change)) : said;
    },
  };
}
