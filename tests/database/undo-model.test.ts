import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';

/** What a person did to each learner's mark: before and after, and whose change stands there since. */
interface ModelAct {
  cells: { learner: number; before: string | null; after: string | null }[];
  /** By learner: the stamp that this act, or the undo or redo of it, last left. */
  stamps: Map<number, number>;
}

/** The roll in memory: values, a stamp for every value written, and each person's two stacks. */
class Model {
  marks: (string | null)[];
  private stamps: number[];
  private stamp = 0;
  private done: ModelAct[][] = [[], []];
  private undone: ModelAct[][] = [[], []];

  constructor(learners: number) {
    this.marks = Array.from({ length: learners }, () => null);
    this.stamps = Array.from({ length: learners }, () => 0);
  }

  private put(act: ModelAct, side: 'before' | 'after'): void {
    for (const cell of act.cells) {
      this.marks[cell.learner] = cell[side];
      this.stamp += 1;
      this.stamps[cell.learner] = this.stamp;
      act.stamps.set(cell.learner, this.stamp);
    }
  }

  write(actor: number, values: readonly (readonly [learner: number, value: string | null])[]): void {
    const cells = values
      .map(([learner, after]) => ({ learner, before: this.marks[learner] ?? null, after }))
      .filter((cell) => cell.before !== cell.after);
    if (cells.length === 0) return;
    const act: ModelAct = { cells, stamps: new Map() };
    this.put(act, 'after');
    this.done[actor]?.push(act);
    this.undone[actor] = [];
  }

  /** The code and reason of its refusal, or null. */
  take(actor: number, which: 'undo' | 'redo'): string | null {
    const [from, to] = which === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const act = from[actor]?.at(-1);
    if (!act) return `not_found nothing_to_${which}`;
    const stands = act.cells.every(({ learner }) => this.stamps[learner] === act.stamps.get(learner));
    if (!stands) return 'conflict changed_since';
    from[actor]?.pop();
    this.put(act, which === 'undo' ? 'before' : 'after');
    to[actor]?.push(act);
    return null;
  }

  can(actor: number): { undo: boolean; redo: boolean } {
    return { undo: (this.done[actor] ?? []).length > 0, redo: (this.undone[actor] ?? []).length > 0 };
  }
}

type Step = readonly ['mark', number, string | null] | readonly ['fill' | 'undo' | 'redo' | 'turn' | 'restart'];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(
        fc.constant('mark' as const),
        fc.nat(2),
        fc.constantFrom('present', 'absent', 'excused', null),
      ),
    },
    { weight: 5, arbitrary: fc.tuple(fc.constant('undo' as const)) },
    { weight: 3, arbitrary: fc.tuple(fc.constant('redo' as const)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('turn' as const, 'fill' as const)) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('restart' as const)) },
  ),
  { maxLength: 40 },
);

const people = 2;
const learners = 3;

function sit(laptop: TestBackend, actor: number): void {
  if (actor === 0) laptop.sit(laptop.coordinatorId, 'coordinator');
  else laptop.sit(laptop.instructorId, 'instructor');
}

test('undo and redo of two people do what two stacks over the same marks do', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const laptop = await openTestBackend();
      // Somebody else prepares, so that neither of the two has anything to undo yet.
      laptop.sit('018f0000-0000-7000-8000-0000000000aa');
      const roll = await prepareRoll(laptop, learners);
      const model = new Model(learners);
      let actor = 0;
      sit(laptop, actor);
      for (const step of history) {
        laptop.clock.advance(1000);
        const [kind] = step;
        if (kind === 'turn') {
          actor = (actor + 1) % people;
          sit(laptop, actor);
        } else if (kind === 'restart') await laptop.restartOpen();
        else if (kind === 'mark') {
          const [, index, status] = step;
          const learnerId = roll.learners[index] ?? '';
          const mark = status === null ? null : { status };
          await laptop.call('attendance.mark', { sessionId: roll.sessionId, learnerId, mark });
          model.write(actor, [[index, status]]);
        } else if (kind === 'fill') {
          await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
          model.write(
            actor,
            model.marks.flatMap((mark, index) => (mark === null ? [[index, 'present'] as const] : [])),
          );
        } else {
          const result = await laptop.send(`changes.${kind}`, {});
          const refused = result.ok ? null : `${result.error.code} ${result.error.reason}`;
          expect(refused).toBe(model.take(actor, kind));
        }
        const { rows } = await laptop.call('attendance.roll', { sessionId: roll.sessionId });
        const shown = roll.learners.map(
          (id) => rows.find((row) => row.learnerId === id)?.mark?.status ?? null,
        );
        expect(shown).toEqual(model.marks);
        const state = await laptop.call('changes.state', {});
        expect({ undo: state.undo !== null, redo: state.redo !== null }).toEqual(model.can(actor));
      }
      laptop.close();
    }),
    { numRuns: 25 },
  );
});
