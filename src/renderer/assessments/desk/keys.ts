import type { Entered } from '../../../shared/rules/scales.ts';
import type { Focus } from './focus.ts';
import type { Part } from './parts.ts';

/** One learner and all criteria, or one criterion across all learners. */
export type Mode = 'learner' | 'criterion';

/** What the keys need to know of the desk, at the moment of a key. */
export interface DeskKeys {
  mode: Mode;
  /** Learners in the order of the list. */
  learners: readonly string[];
  /** What can be graded of a learner, the work as a whole last. */
  partsOf(learnerId: string): readonly Part[];
  /** Whether a part of her newest attempt is graded, also if that is still on its way. */
  isGraded(learnerId: string, part: string): boolean;
  /** Nothing of her newest work is left to be graded. */
  isDone(learnerId: string): boolean;
  rightToLeft: boolean;
}

export interface Pressed {
  /** Physical place of the key, as on the roll. */
  code: string;
  ctrl: boolean;
}

export type Act =
  | { kind: 'choose'; value: Entered | null }
  | { kind: 'comment' | 'bank' | 'accept' | 'history' | 'names' | 'mode' | 'all_done' }
  | { kind: 'no_level'; most: number };

/** A key's answer: where the focus is afterwards, and what is done to what was in focus before. */
export interface Answer {
  focus: Focus;
  acts: readonly Act[];
}

const plain: Record<string, 'comment' | 'bank' | 'history' | 'names' | 'mode'> = {
  KeyC: 'comment',
  Slash: 'bank',
  NumpadDivide: 'bank',
  KeyH: 'history',
  KeyV: 'names',
  KeyM: 'mode',
};

const clamp = (index: number, length: number): number => Math.max(0, Math.min(length - 1, index));

/** One key on the desk, or null if it is not the desk's. */
export function press({ code, ctrl }: Pressed, focus: Focus, desk: DeskKeys): Answer | null {
  const still: Focus = { ...focus, typed: '' };
  if (ctrl) {
    const accepts = code === 'Enter' || code === 'NumpadEnter';
    return accepts ? { focus: still, acts: [{ kind: 'accept' }] } : null;
  }
  const part = desk.partsOf(focus.learnerId).find((one) => one.id === focus.part);
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return part ? chooseBy(digit, part, focus) : null;
  if (code === 'Period' || code === 'Comma' || code === 'NumpadDecimal')
    return part?.most != null ? { focus: { ...focus, typed: withPoint(focus.typed) }, acts: [] } : null;
  if (code === 'Backspace' || code === 'Delete')
    return { focus: still, acts: [{ kind: 'choose', value: null }] };
  const word = plain[code];
  if (word) return { focus: still, acts: [{ kind: word }] };
  return move(code, still, desk);
}

const withPoint = (typed: string): string => (typed.includes('.') ? typed : `${typed || '0'}.`);

function chooseBy(digit: string, part: Part, focus: Focus): Answer | null {
  if (part.most !== null) {
    // A digit that would go beyond the most begins a new number; tenths are as fine as points get.
    const longer = /\.\d$/.test(focus.typed) ? digit : focus.typed + digit;
    const typed = Number(longer) > part.most ? digit : longer;
    if (Number(typed) > part.most)
      return { focus: { ...focus, typed: '' }, acts: [{ kind: 'no_level', most: part.most }] };
    return { focus: { ...focus, typed }, acts: [{ kind: 'choose', value: { points: Number(typed) } }] };
  }
  if (part.levels.length === 0) return null;
  const level = part.levels[Number(digit) - 1];
  return {
    focus: { ...focus, typed: '' },
    acts: [level ? { kind: 'choose', value: level.value } : { kind: 'no_level', most: part.levels.length }],
  };
}

/** The first part of a learner's newest work that nobody has graded, else the first one. */
export function firstOpen(learnerId: string, desk: DeskKeys): string {
  const parts = desk.partsOf(learnerId);
  return (parts.find((part) => !desk.isGraded(learnerId, part.id)) ?? parts[0])?.id ?? '';
}

/** The focus on another learner; on `part` if she has it. */
export function goTo(learnerId: string, focus: Focus, desk: DeskKeys, part?: string): Focus {
  if (learnerId === focus.learnerId) return { ...focus, typed: '' };
  const has = part !== undefined && desk.partsOf(learnerId).some((one) => one.id === part);
  return {
    ...{ learnerId, attemptId: null, typed: '', trail: [...focus.trail.slice(-199), focus.learnerId] },
    part: has && part !== undefined ? part : firstOpen(learnerId, desk),
  };
}

function move(code: string, focus: Focus, desk: DeskKeys): Answer | null {
  const to = (next: Focus): Answer => ({ focus: next, acts: [] });
  const { learners, mode } = desk;
  const at = learners.indexOf(focus.learnerId);
  const learnerAt = (index: number): Answer => {
    const next = learners[clamp(index, learners.length)];
    return to(
      next === undefined ? focus : goTo(next, focus, desk, mode === 'criterion' ? focus.part : undefined),
    );
  };
  const forward = desk.rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = desk.rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const parts = desk.partsOf(focus.learnerId);
  const step = { ArrowDown: 1, ArrowUp: -1 }[code];
  if (step !== undefined) {
    if (mode === 'criterion') return learnerAt(at + step);
    const next = parts[clamp(parts.findIndex((one) => one.id === focus.part) + step, parts.length)];
    return to({ ...focus, part: next?.id ?? focus.part });
  }
  if (code === forward || code === 'Enter' || code === 'NumpadEnter')
    return mode === 'learner' ? nextLearner(at, focus, desk) : nextPart(focus, desk);
  if (code === back) return mode === 'learner' ? to(goBack(focus, at, desk)) : to(partBefore(focus, desk));
  switch (code) {
    case 'PageDown':
      return learnerAt(at + 1);
    case 'PageUp':
      return learnerAt(at - 1);
    case 'Home':
      return learnerAt(0);
    case 'End':
      return learnerAt(learners.length - 1);
    default:
      return null;
  }
}

/** The next one below who is not graded yet, then from the top. */
function nextLearner(at: number, focus: Focus, desk: DeskKeys): Answer {
  const { learners } = desk;
  const around = [...learners.slice(at + 1), ...learners.slice(0, Math.max(0, at))];
  const next = around.find((one) => !desk.isDone(one));
  return next === undefined
    ? { focus, acts: [{ kind: 'all_done' }] }
    : { focus: goTo(next, focus, desk), acts: [] };
}

/** Where one came from, else the one above in the list. */
function goBack(focus: Focus, at: number, desk: DeskKeys): Focus {
  const trail = focus.trail.filter((one) => desk.learners.includes(one));
  const before = trail.at(-1) ?? desk.learners[at - 1];
  return before === undefined ? focus : { ...goTo(before, focus, desk), trail: trail.slice(0, -1) };
}

/** One criterion is through: the next one, at the first learner who has nothing in it. */
function nextPart(focus: Focus, desk: DeskKeys): Answer {
  const parts = desk.partsOf(focus.learnerId);
  const next = parts[parts.findIndex((one) => one.id === focus.part) + 1];
  if (!next) return { focus, acts: [] };
  const open = (one: string): boolean =>
    desk.partsOf(one).some((part) => part.id === next.id) && !desk.isGraded(one, next.id);
  const learnerId = desk.learners.find(open) ?? desk.learners[0] ?? focus.learnerId;
  return { focus: { ...goTo(learnerId, focus, desk, next.id), part: next.id }, acts: [] };
}

function partBefore(focus: Focus, desk: DeskKeys): Focus {
  const parts = desk.partsOf(focus.learnerId);
  const before = parts[parts.findIndex((one) => one.id === focus.part) - 1];
  return before ? { ...focus, part: before.id } : focus;
}
