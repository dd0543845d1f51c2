import type { JournalLine, KnownEffect } from './journal.ts';

/** What must be on disk. */
export interface Model {
  center: boolean;
  passphrase: string;
  /** Opens it too: a restore was cut off before the copy of the key file was the backup's. */
  alsoOpens: string | null;
  screen: string | null;
  version: number | null;
  /** The version of the database, where it was brought back to an older one; null: this program's. */
  schema: number | null;
  /** The version before the last migration. */
  upgradedFrom: number | null;
  /** Acts in the log in their order, without those of the program itself: command and number of changes. */
  acts: [string, number | null][];
  learners: number;
  /** Marks by session and learner, as JSON. */
  marks: Map<string, Map<string, string>>;
  /** Sessions whose roll is open. */
  open: Set<string>;
  /** What stand.ts names and counts; null where it is not known. */
  stand: string | null;
  counts: Record<string, number> | null;
  /** Marks are not known exactly: an undo was on its way. */
  vague: boolean;
  /** A backup was put in the place of what was there: the database has another device name. */
  restored: boolean;
  /** The database may have been closed well. */
  mayBeClosed: boolean;
  /** What each backup holds. */
  backups: Map<string, Model>;
}

export function emptyModel(passphrase: string): Model {
  return {
    center: false,
    passphrase,
    alsoOpens: null,
    screen: null,
    version: null,
    schema: null,
    upgradedFrom: null,
    acts: [],
    learners: 0,
    marks: new Map(),
    open: new Set(),
    stand: null,
    counts: null,
    vague: false,
    restored: false,
    mayBeClosed: true,
    backups: new Map(),
  };
}

function copyOf(model: Model): Model {
  return {
    ...model,
    acts: [...model.acts],
    marks: new Map([...model.marks].map(([session, marks]) => [session, new Map(marks)])),
    open: new Set(model.open),
    backups: new Map(model.backups),
  };
}

function apply(before: Model, effect: KnownEffect): Model {
  const source = effect.restored === null ? before : before.backups.get(effect.restored);
  if (!source) throw new Error('restored from a backup that nobody made');
  const model = copyOf(source);
  // Backups stay where they are, whichever of them is in place.
  model.backups = new Map(before.backups);
  if (effect.restored !== null) model.restored = true;
  model.acts.push(...effect.acts);
  for (const [sessionId, learnerId, mark] of effect.marks) {
    const marks = model.marks.get(sessionId) ?? new Map<string, string>();
    model.marks.set(sessionId, marks);
    if (mark === null) marks.delete(learnerId);
    else marks.set(learnerId, mark);
  }
  for (const { sessionId, open, marks } of effect.rolls) {
    model.marks.set(sessionId, new Map(marks));
    if (open) model.open.add(sessionId);
    else model.open.delete(sessionId);
  }
  // Counts without a name: the act was cut off before anybody could look.
  if (effect.stand !== null || effect.counts !== null) model.stand = effect.stand;
  model.counts = effect.counts ?? model.counts;
  model.learners = effect.learners ?? model.learners;
  model.center ||= effect.center;
  model.screen = effect.screen ?? model.screen;
  model.passphrase = effect.passphrase ?? model.passphrase;
  model.version = effect.version ?? model.version;
  if (effect.schema !== null) {
    if (model.schema !== null && effect.schema > model.schema) model.upgradedFrom = model.schema;
    model.schema = effect.schema;
  }
  model.mayBeClosed = effect.leavesClosed;
  if (effect.backup !== null) model.backups.set(effect.backup, copyOf(model));
  return model;
}

/**
 * What may be on disk after the cut: all that was acknowledged, or that and the whole of the act that was on its way.
 */
export function possibleModels(start: Model, journal: readonly JournalLine[]): Model[] {
  let model = start;
  let pending: KnownEffect | null = null;
  for (const line of journal) {
    if (line.at === 'failed') throw new Error(`${line.name} failed: ${line.reason}`);
    if (line.at === 'begin') pending = line.effect;
    if (line.at === 'done') {
      model = apply(model, line.effect);
      pending = null;
    }
  }
  if (!pending) return [model];
  const before = { ...model, mayBeClosed: pending.closes };
  const isVague = pending.acts.some(([command]) => command.startsWith('changes.'));
  const alsoOpens = pending.restored === null ? null : model.passphrase;
  const after = { ...apply(model, pending), mayBeClosed: pending.closes, vague: isVague, alsoOpens };
  return [before, after];
}
