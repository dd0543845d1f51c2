import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusedAct } from '../../src/shared/contract/changes.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';
import { runs } from '../support/runs.ts';

/** What a person did to each learner's mark: the values, and who stood there, before and after. */
interface ModelAct {
  act: number;
  cells: { learner: number; before: Cell; after: Cell }[];
}
interface Cell {
  mark: string | null;
  /** Names the act that put the mark there. */
  act: number;
}

/** The roll in memory, and each person's two stacks. An act that was taken back leaves no trace. */
class Model {
  private roll: Cell[];
  private acts = 0;
  private done: ModelAct[][] = [[], []];
  private undone: ModelAct[][] = [[], []];

  constructor(learners: number) {
    this.roll = Array.from({ length: learners }, () => ({ mark: null, act: 0 }));
  }

  marks(): (string | null)[] {
    return this.roll.map((cell) => cell.mark);
  }

  write(actor: number, values: readonly (readonly [learner: number, value: string | null])[]): void {
    this.acts += 1;
    const cells = values.flatMap(([learner, mark]) => {
      const before = this.roll[learner];
      return before && before.mark !== mark ? [{ learner, before, after: { mark, act: this.acts } }] : [];
    });
    if (cells.length === 0) return;
    for (const { learner, after } of cells) this.roll[learner] = after;
    this.done[actor]?.push({ act: this.acts, cells });
    this.undone[actor] = [];
  }

  /** The code and reason of its refusal, or null. `past`: how many refused ones are gone past, each by its offer. */
  take(actor: number, which: 'undo' | 'redo', past: number): string | null {
    const [from, to] = which === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const [present, wanted] =
      which === 'undo' ? (['after', 'before'] as const) : (['before', 'after'] as const);
    const act = from[actor]?.at(-1 - past);
    if (!act) return `not_found nothing_to_${which}`;
    if (act.cells.some((cell) => this.roll[cell.learner]?.act !== cell[present].act)) {
      return 'conflict changed_since';
    }
    from[actor]?.splice(-1 - past, 1);
    for (const cell of act.cells) this.roll[cell.learner] = cell[wanted];
    to[actor]?.push(act);
    // Undo takes the newest work first, whenever that was done again.
    if (which === 'redo') to[actor]?.sort((a, b) => a.act - b.act);
    return null;
  }

  can(actor: number): { undo: boolean; redo: boolean } {
    return { undo: (this.done[actor] ?? []).length > 0, redo: (this.undone[actor] ?? []).length > 0 };
  }
}

type Step =
  | readonly ['mark', number, string | null]
  | readonly ['fill' | 'undo' | 'redo' | 'turn' | 'restart'];

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
            model.marks().flatMap((mark, index) => (mark === null ? [[index, 'present'] as const] : [])),
          );
        } else {
          // Each refusal is followed to the one before it, down to one that goes or to the end.
          let before: number | undefined;
          for (let past = 0, refused: string | null = ''; refused !== null; past++) {
            const result = await laptop.send(`changes.${kind}`, before === undefined ? {} : { before });
            refused = result.ok ? null : `${result.error.code} ${result.error.reason}`;
            expect(refused).toBe(model.take(actor, kind, past));
            if (result.ok || result.error.code !== 'conflict') break;
            before = refusedAct.parse(result.error.params).before;
          }
        }
        const { rows } = await laptop.call('attendance.roll', { sessionId: roll.sessionId });
        const shown = roll.learners.map(
          (id) => rows.find((row) => row.learnerId === id)?.mark?.status ?? null,
        );
        expect(shown).toEqual(model.marks());
        const state = await laptop.call('changes.state', {});
        expect({ undo: state.undo !== null, redo: state.redo !== null }).toEqual(model.can(actor));
      }
      laptop.close();
    }),
    { numRuns: runs(8) },
  );
});
