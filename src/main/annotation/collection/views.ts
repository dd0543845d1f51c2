import type { Output } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/result.ts';
import { alikeAmong } from '../../../shared/rules/alike.ts';
import {
  type BriefFinding,
  type BriefResult,
  briefFindingKey,
  defaultBrief,
  type ImageBrief,
  wantedIn,
} from '../../../shared/rules/image-brief.ts';
import type { FiledAttempt } from '../../assessments/scored-work.ts';
import type { Database } from '../../database/sqlite.ts';
import { acceptedIn } from '../scoring/queries.ts';
import { collectionInput, type Judged, type JudgedImage, judge } from './judge.ts';
import { collectionsOf, type StoredCollection } from './queries.ts';

type View = Output<'annotation.collection'>['collection'] & object;
type State = View['state'];
type Reasons = ReadonlyMap<string, string>;

export function stateOf(
  stored: StoredCollection | undefined,
  brief: ImageBrief | null,
  attempt: FiledAttempt,
): State {
  if (!stored) return 'waiting';
  if (stored.input !== collectionInput(brief, attempt.files)) return 'stale';
  if (stored.failure) return 'failed';
  // Taken back and handed in again: the judgment is the same, and proposes nothing until it is said again.
  return attempt.measured ? 'scored' : 'stale';
}

/** By database, so that another center never meets it; the key is all that a result follows from. */
const results = new WeakMap<Database, Map<string, { of: string; result: BriefResult }>>();
const MOST_KEPT = 200;

/** A judgment with what is accepted taken out. Made once for as long as neither changes. */
function resultOf(db: Database, { attemptId, input }: StoredCollection, judged: Judged, accepted: Reasons) {
  const kept = results.get(db) ?? new Map<string, { of: string; result: BriefResult }>();
  results.set(db, kept);
  const of = JSON.stringify([input, judged.engine, ...accepted.keys()]);
  const known = kept.get(attemptId);
  if (known?.of === of) return known.result;
  const result = judge(judged, new Set(accepted.keys()));
  kept.delete(attemptId);
  kept.set(attemptId, { of, result });
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  return result;
}

function totalsOf({ given, passing, findings, share }: BriefResult, accepted: Reasons): View['totals'] {
  const taken = findings.filter((one) => accepted.has(briefFindingKey(one))).length;
  return { given, passing, findings: findings.length, accepted: taken, share };
}

const none: Reasons = new Map();
const order: readonly State[] = ['scored', 'stale', 'failed', 'waiting'];

export function collectionsView(
  db: Database,
  brief: ImageBrief | null,
  attempts: readonly FiledAttempt[],
): Output<'annotation.collections'>['attempts'] {
  const ids = attempts.map(({ attemptId }) => attemptId);
  const [stored, accepted] = [collectionsOf(db, ids), acceptedIn(db, ids)];
  const views = attempts.map((attempt) => {
    const { attemptId, learnerId, name, number } = attempt;
    const own = stored.get(attemptId);
    const reasons = accepted.get(attemptId) ?? none;
    return {
      ...{ attemptId, learnerId, name, number },
      state: stateOf(own, brief, attempt),
      judgedAt: own?.judgedAt ?? null,
      totals: own?.judged ? totalsOf(resultOf(db, own, own.judged, reasons), reasons) : null,
      failure: own?.failure ?? null,
    };
  });
  const rank = ({ state }: { state: State }): number => Math.max(0, order.indexOf(state) - 1);
  return views.sort((a, b) => rank(a) - rank(b) || (a.totals?.share ?? 1) - (b.totals?.share ?? 1));
}

/** Throws `not_found` (collection_not_found) for an attempt that was not looked through. */
export function requireJudged(db: Database, attemptId: string): { stored: StoredCollection; judged: Judged } {
  const stored = collectionsOf(db, [attemptId]).get(attemptId);
  if (!stored?.judged) throw refuse('not_found', 'collection_not_found');
  return { stored, judged: stored.judged };
}

export function collectionView(
  db: Database,
  brief: ImageBrief | null,
  attempt: FiledAttempt,
  all: readonly FiledAttempt[],
): View | null {
  const { attemptId } = attempt;
  const stored = collectionsOf(db, [attemptId]).get(attemptId);
  if (!stored) return null;
  const accepted = acceptedIn(db, [attemptId]).get(attemptId) ?? none;
  const judged = stored.judged ?? { engine: '', brief: brief ?? defaultBrief, images: [], others: 0 };
  const result = resultOf(db, stored, judged, accepted);
  return {
    state: stateOf(stored, brief, attempt),
    failure: stored.failure,
    engine: judged.engine,
    judgedAt: stored.judgedAt,
    totals: totalsOf(result, accepted),
    classes: result.classes.map((one) => ({ ...one })),
    least: wantedIn(judged.brief),
    images: imagesOf(judged, result, accepted, alikeOf(db, attempt, judged, all)),
    others: judged.others,
  };
}

type AlikeList = View['images'][number]['alike'];

/** Images of other learners that show the same, for each of these; copies where the brief asks for no more. */
function alikeOf(
  db: Database,
  { learnerId }: FiledAttempt,
  { images, brief }: Judged,
  all: readonly FiledAttempt[],
): AlikeList[] {
  const others = all.filter((one) => one.learnerId !== learnerId);
  const stored = collectionsOf(
    db,
    others.map((one) => one.attemptId),
  );
  const theirs = others.flatMap((one) =>
    (stored.get(one.attemptId)?.judged?.images ?? []).map((image) => ({
      ...seen(image),
      ...{ attemptId: one.attemptId, learnerId: one.learnerId, name: one.name },
      ...{ path: image.path, file: image.file },
    })),
  );
  return alikeAmong(images.map(seen), theirs, brief.duplicateBits ?? 0).map((found) =>
    found.map(({ other: { sha256: _sha256, hash: _hash, ...other }, same }) => ({ ...other, same })),
  );
}

const seen = ({ sha256, picture }: JudgedImage) => ({ sha256, hash: picture?.look?.hash ?? null });

function imagesOf(
  { images }: Judged,
  result: BriefResult,
  accepted: Reasons,
  alike: readonly AlikeList[],
): View['images'] {
  const findings = Map.groupBy(result.findings, ({ path }) => path);
  const verdicts = new Map(result.images.map((one) => [one.path, one]));
  const views = images.map(({ file, path, picture }, index) => {
    const own = findings.get(path) ?? [];
    return {
      ...{ file, path },
      class: verdicts.get(path)?.class ?? null,
      passes: verdicts.get(path)?.passes ?? false,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      sharpness: picture?.look?.sharpness ?? null,
      findings: own.map((one) => findingView(one, accepted)),
      alike: alike[index] ?? [],
    };
  });
  const open = (one: (typeof views)[number]): number =>
    one.findings.filter((finding) => finding.accepted === null).length;
  // What does not pass comes first, most findings first; then what was accepted; then all else by name.
  return views.sort(
    (a, b) =>
      Number(a.passes) - Number(b.passes) ||
      open(b) - open(a) ||
      b.findings.length - a.findings.length ||
      (a.path < b.path ? -1 : 1),
  );
}

function findingView(finding: BriefFinding, accepted: Reasons): View['images'][number]['findings'][number] {
  const key = briefFindingKey(finding);
  const reason = accepted.get(key);
  return {
    ...{ key, code: finding.code, params: { ...finding.params } },
    accepted: reason === undefined ? null : { reason },
  };
}
