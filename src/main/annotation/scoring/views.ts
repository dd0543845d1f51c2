import type { Output } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/result.ts';
import { findingKey } from '../../../shared/rules/annotation-accepted.ts';
import { type Figures, figuresOf } from '../../../shared/rules/annotation-figures.ts';
import { proposeAliases } from '../../../shared/rules/label-aliases.ts';
import type { FiledAttempt } from '../../assessments/scored-work.ts';
import type { Database } from '../../database/sqlite.ts';
import { foundIn } from './found.ts';
import { pictureOf } from './picture-of.ts';
import { acceptedIn, drawnOf, type Reference, resultOf, type StoredScore, scoresOf } from './queries.ts';
import type { Scored } from './score-attempt.ts';
import { scoreInput } from './score-input.ts';

type State = Output<'annotation.scoreOf'>['state'];

export function stateOf(score: StoredScore | undefined, reference: Reference, attempt: FiledAttempt): State {
  if (!score) return 'waiting';
  if (score.input !== scoreInput(reference, attempt.files)) return 'stale';
  if (score.failure) return 'failed';
  // Taken back and handed in again: the score is the same, and proposes nothing until it is said again.
  return attempt.measured ? 'scored' : 'stale';
}

/** A scored attempt with what is told of it, as long as nothing of it changes. */
interface Counted {
  input: string;
  accepted: string;
  scored: Scored;
  figures: Figures;
}

const MOST_KEPT = 60;
/** By database, so that another center never meets it. */
const counted = new WeakMap<Database, Map<string, Counted>>();

/** A result with the figures that count now. Computed once for as long as score and accepted findings stay. */
export function countedScore(
  db: Database,
  attemptId: string,
  input: string,
  accepted: ReadonlyMap<string, string>,
): { scored: Scored; figures: Figures } | null {
  const kept = counted.get(db) ?? new Map<string, Counted>();
  counted.set(db, kept);
  const keys = JSON.stringify([...accepted.keys()]);
  const known = kept.get(attemptId);
  if (known?.input === input && known.accepted === keys) return known;
  const scored = resultOf(db, attemptId);
  if (!scored) return null;
  const figures = figuresOf(scored.result, new Set(accepted.keys()));
  kept.delete(attemptId);
  kept.set(attemptId, { input, accepted: keys, scored, figures });
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  return { scored, figures };
}

const none: ReadonlyMap<string, string> = new Map();

/** How many findings there are, and how many of them are accepted. */
function countFindings({ result }: Scored, accepted: ReadonlyMap<string, string>) {
  const keys = result.images.flatMap((image) => image.findings.map((one) => findingKey(image.name, one)));
  return { findings: keys.length, accepted: keys.filter((key) => accepted.has(key)).length };
}

const order: readonly State[] = ['scored', 'stale', 'failed', 'waiting'];

export function scoresView(
  db: Database,
  reference: Reference,
  attempts: readonly FiledAttempt[],
): Output<'annotation.scores'> {
  const ids = attempts.map(({ attemptId }) => attemptId);
  const [scores, accepted] = [scoresOf(db, ids), acceptedIn(db, ids)];
  const views = attempts.map((attempt) => {
    const { attemptId, learnerId, name, number } = attempt;
    const score = scores.get(attemptId);
    const own = accepted.get(attemptId) ?? none;
    const told = score && countedScore(db, attemptId, score.input, own);
    return {
      ...{ attemptId, learnerId, name, number },
      state: stateOf(score, reference, attempt),
      scoredAt: score?.scoredAt ?? null,
      totals: told?.figures.totals ?? null,
      ...(told ? countFindings(told.scored, own) : { findings: 0, accepted: 0 }),
      failure: score?.failure ?? null,
    };
  });
  const rank = ({ state }: { state: State }): number => Math.max(0, order.indexOf(state) - 1);
  return {
    attempts: views.sort(
      (a, b) => rank(a) - rank(b) || (a.totals?.taskScore ?? 1) - (b.totals?.taskScore ?? 1),
    ),
  };
}

/** Throws `not_found` (score_not_found) for an attempt that has none. */
export function requireScore(db: Database, attempt: FiledAttempt) {
  const { attemptId } = attempt;
  const accepted = acceptedIn(db, [attemptId]).get(attemptId) ?? none;
  const score = scoresOf(db, [attemptId]).get(attemptId);
  const told = score && countedScore(db, attemptId, score.input, accepted);
  if (!told) throw refuse('not_found', 'score_not_found');
  return { ...told, score, accepted };
}

export function scoreView(
  db: Database,
  reference: Reference,
  attempt: FiledAttempt,
): Output<'annotation.scoreOf'> {
  const { scored, figures, score, accepted } = requireScore(db, attempt);
  const { totals, averageF1, dice, boundaryIou, perClass, confusion } = figures;
  const keys = new Set(accepted.keys());
  const images = scored.result.images.map((one, image) => {
    const found = foundIn(one, keys);
    return {
      ...{ image, name: one.name, found },
      findings: found.length,
      accepted: found.filter((finding) => finding.accepted).length,
      totals: figures.images[image]?.totals ?? totals,
    };
  });
  return {
    state: stateOf(score, reference, attempt),
    engine: scored.result.engine,
    ...{ totals, averageF1, dice, boundaryIou },
    perClass: perClass.map((one) => ({ ...one })),
    confusion: { labels: [...confusion.labels], rows: confusion.rows.map((row) => [...row]) },
    hints: scored.result.hints.map(({ code, params }) => ({ code, params: { ...params } })),
    images: images.sort((a, b) => a.totals.taskScore - b.totals.taskScore || a.image - b.image),
  };
}

/** Throws `not_found` (score_not_found, image_not_found). */
export function imageView(
  db: Database,
  reference: Reference,
  attempt: FiledAttempt,
  place: number,
): Output<'annotation.scoredImage'> {
  const { scored, accepted } = requireScore(db, attempt);
  const image = scored.result.images[place];
  const drawn = drawnOf(db, attempt.attemptId, place);
  if (!image || !drawn) throw refuse('not_found', 'image_not_found');
  return {
    name: image.name,
    size: image.size,
    picture: pictureOf([...(reference.content?.files ?? []), ...attempt.files], image)?.sha256 ?? null,
    ...drawn,
    findings: image.findings.map((one) => {
      const key = findingKey(image.name, one);
      const reason = accepted.get(key);
      const { code, family, reference, learner, params } = one;
      return {
        ...{ key, code, family, reference, learner, params: { ...params } },
        accepted: reason === undefined ? null : { reason },
      };
    }),
    outcomes: image.outcomes.map(({ kind, reference, learner, iou }) => ({ kind, reference, learner, iou })),
  };
}

/** Labels that learners have and the reference does not, the most frequent first. */
export function unknownLabels(
  db: Database,
  attempts: readonly FiledAttempt[],
): Output<'annotation.reference'>['unknownLabels'] {
  const learners = new Map<string, Set<string>>();
  let known: readonly string[] = [];
  const scores = scoresOf(
    db,
    attempts.map(({ attemptId }) => attemptId),
  );
  for (const { attemptId, learnerId } of attempts) {
    const score = scores.get(attemptId);
    const told = score && countedScore(db, attemptId, score.input, none);
    if (!told) continue;
    known = told.scored.referenceLabels;
    for (const { code, params } of told.scored.result.hints)
      if (code === 'label_unknown') {
        const label = String(params.label);
        learners.set(label, (learners.get(label) ?? new Set()).add(learnerId));
      }
  }
  const proposed = new Map(
    proposeAliases([...learners.keys()], known).map(({ given, meant }) => [given, meant]),
  );
  return [...learners]
    .map(([label, who]) => ({ label, learners: who.size, proposed: proposed.get(label) ?? null }))
    .sort((a, b) => b.learners - a.learners || (a.label < b.label ? -1 : 1));
}
