import type { Output } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/result.ts';
import { findingKey } from '../../../shared/rules/annotation-accepted.ts';
import { proposeAliases } from '../../../shared/rules/label-aliases.ts';
import type { FiledAttempt } from '../../assessments/scored-work.ts';
import type { Database } from '../../database/sqlite.ts';
import { pictureOf } from './picture-of.ts';
import {
  acceptedIn,
  acceptedKeys,
  drawnOf,
  type Reference,
  resultOf,
  type StoredScore,
  scoresOf,
  toldOf,
} from './queries.ts';
import { scoreInput } from './score-input.ts';
import { type ScoreSummary, type Telling, type ToldScore, tellScore } from './tell-score.ts';

type State = Output<'annotation.scoreOf'>['state'];

export function stateOf(score: StoredScore | undefined, reference: Reference, attempt: FiledAttempt): State {
  if (!score) return 'waiting';
  if (score.input !== scoreInput(reference, attempt.files)) return 'stale';
  if (score.failure) return 'failed';
  // Taken back and handed in again: the score is the same, and proposes nothing until it is said again.
  return attempt.measured ? 'scored' : 'stale';
}

/**
 * Tellings that the database does not have: of scores whose accepted findings came or went by undo or by another
 * laptop. By database, so that another center never meets them.
 */
const retold = new WeakMap<Database, Map<string, { key: string; telling: Telling }>>();
const MOST_KEPT = 60;

function retell(
  db: Database,
  { attemptId, input }: StoredScore,
  accepted: readonly string[],
): Telling | null {
  const kept = retold.get(db) ?? new Map<string, { key: string; telling: Telling }>();
  retold.set(db, kept);
  const key = JSON.stringify([input, accepted]);
  const known = kept.get(attemptId);
  if (known?.key === key) return known.telling;
  const scored = resultOf(db, attemptId);
  if (!scored) return null;
  const telling = tellScore(scored, accepted);
  kept.delete(attemptId);
  kept.set(attemptId, { key, telling });
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  return telling;
}

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, at) => key === other[at]);

function summaryNow(db: Database, score: StoredScore, accepted: readonly string[]): ScoreSummary | null {
  const { summary } = score;
  if (!summary || sameKeys(summary.accepted, accepted)) return summary;
  return retell(db, score, accepted)?.summary ?? null;
}

function toldNow(db: Database, score: StoredScore, accepted: readonly string[]): ToldScore | null {
  if (!score.summary) return null;
  if (sameKeys(score.summary.accepted, accepted)) return toldOf(db, score.attemptId);
  return retell(db, score, accepted)?.told ?? null;
}

const order: readonly State[] = ['scored', 'stale', 'failed', 'waiting'];

/** Attempts, the worst scored first, then those that failed, then those that wait. */
export function scoresView(
  db: Database,
  reference: Reference,
  attempts: readonly FiledAttempt[],
): Output<'annotation.scores'>['attempts'] {
  const ids = attempts.map(({ attemptId }) => attemptId);
  const [scores, accepted] = [scoresOf(db, ids), acceptedIn(db, ids)];
  const views = attempts.map((attempt) => {
    const { attemptId, learnerId, name, number } = attempt;
    const score = scores.get(attemptId);
    const summary = score && summaryNow(db, score, [...(accepted.get(attemptId)?.keys() ?? [])]);
    return {
      ...{ attemptId, learnerId, name, number },
      state: stateOf(score, reference, attempt),
      scoredAt: score?.scoredAt ?? null,
      totals: summary?.totals ?? null,
      findings: summary?.findings ?? 0,
      accepted: summary?.acceptedFindings ?? 0,
      failure: score?.failure ?? null,
    };
  });
  const rank = ({ state }: { state: State }): number => Math.max(0, order.indexOf(state) - 1);
  return views.sort((a, b) => rank(a) - rank(b) || (a.totals?.taskScore ?? 1) - (b.totals?.taskScore ?? 1));
}

function requireScore(db: Database, { attemptId }: FiledAttempt): StoredScore {
  const score = scoresOf(db, [attemptId]).get(attemptId);
  if (!score?.summary) throw refuse('not_found', 'score_not_found');
  return score;
}

/** Throws `not_found` (score_not_found) for an attempt that has none. */
export function scoreView(
  db: Database,
  reference: Reference,
  attempt: FiledAttempt,
): Output<'annotation.scoreOf'> {
  const score = requireScore(db, attempt);
  const told = toldNow(db, score, acceptedKeys(db, attempt.attemptId));
  if (!told) throw refuse('not_found', 'score_not_found');
  return { state: stateOf(score, reference, attempt), ...told };
}

/** An image of a score. Throws `not_found` (score_not_found, image_not_found). */
export function requireImage(db: Database, attempt: FiledAttempt, place: number) {
  requireScore(db, attempt);
  const drawn = drawnOf(db, attempt.attemptId, place);
  if (!drawn) throw refuse('not_found', 'image_not_found');
  return drawn;
}

/** Throws as `requireImage` does. */
export function imageView(
  db: Database,
  reference: Reference,
  attempt: FiledAttempt,
  place: number,
): Output<'annotation.scoredImage'> {
  const image = requireImage(db, attempt, place);
  const { name, size, findings, outcomes } = image;
  const accepted = acceptedIn(db, [attempt.attemptId]).get(attempt.attemptId);
  return {
    ...{ name, size, reference: image.reference, learner: image.learner },
    picture: pictureOf([...(reference.content?.files ?? []), ...attempt.files], image)?.sha256 ?? null,
    findings: findings.map((one) => {
      const key = findingKey(name, one);
      const reason = accepted?.get(key);
      const { code, family, params } = one;
      return {
        ...{ key, code, family, reference: one.reference, learner: one.learner, params: { ...params } },
        accepted: reason === undefined ? null : { reason },
      };
    }),
    outcomes: outcomes.map((one) => ({
      ...{ kind: one.kind, reference: one.reference, learner: one.learner, iou: one.iou },
    })),
  };
}

type AboutFiles = Pick<Output<'annotation.reference'>, 'unknownLabels' | 'doubts'>;

/** What learners' files leave open: labels that the reference does not have, and formats that can be read two ways. */
export function aboutFiles(
  db: Database,
  { content, settings }: Reference,
  attempts: readonly FiledAttempt[],
): AboutFiles {
  const scores = scoresOf(
    db,
    attempts.map(({ attemptId }) => attemptId),
  );
  const labels = new Map<string, Set<string>>();
  const doubts = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, key: string, learnerId: string): void => {
    map.set(key, (map.get(key) ?? new Set()).add(learnerId));
  };
  for (const { attemptId, learnerId } of attempts) {
    const summary = scores.get(attemptId)?.summary;
    for (const label of summary?.unknownLabels ?? []) note(labels, label, learnerId);
    for (const code of summary?.doubts ?? []) note(doubts, code, learnerId);
  }
  const known = content?.labels ?? [];
  // A label that was just given a meaning is not asked about again, though the scores do not follow yet.
  const open = [...labels].filter(([label]) => settings.aliases[label] === undefined);
  const proposed = new Map(
    proposeAliases(
      open.map(([label]) => label),
      known,
    ).map(({ given, meant }) => [given, meant]),
  );
  return {
    unknownLabels: open
      .map(([label, who]) => ({ label, learners: who.size, proposed: proposed.get(label) ?? null }))
      .sort((a, b) => b.learners - a.learners || (a.label < b.label ? -1 : 1)),
    doubts: [...doubts].map(([code, who]) => ({ code, learners: who.size })),
  };
}
