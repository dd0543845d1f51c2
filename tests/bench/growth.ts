import { isDeepStrictEqual } from 'node:util';
import type { Channel, Input } from '../../src/shared/contract/index.ts';
import { type Program, signIn, startProgram } from '../faults/program.ts';
import { type Bench, type Figure, figureOf, median, type Round, timed } from './figure.ts';
import { storedCenter } from './million.ts';

const rounds = 9;
const callsARound = 12;
/** Fewer, a power of ten too, where somebody only tries the bench: else the last roll has other blanks. */
const large = Number(process.env.ROLLBOOK_BENCH_MARKS ?? 1_000_000);
const small = 10_000;

/** The same present in both centers, to the last id: what differs is the past behind it. */
interface Present {
  cohorts: readonly string[];
  sessions: readonly string[];
}

interface Opened {
  grown: Program;
  young: Program;
  present: Present;
}

/** A query of the present, another one each turn. */
type Ask = (present: Present, turn: number) => [Channel, Input<Channel>];

async function open(marks: number): Promise<Program> {
  const program = startProgram((await storedCenter({ marks })).folder);
  await signIn(program);
  return program;
}

/** Its cohorts of thirty people and sixty classes, and of these the ones that were held. */
async function presentOf(program: Program): Promise<Present & { registers: unknown[] }> {
  const { cohorts } = await program.call('roster.cohorts', {});
  const own: Present & { registers: unknown[] } = { cohorts: [], sessions: [], registers: [] };
  const ids: string[] = [];
  const sessions: string[] = [];
  for (const { id } of cohorts
    .slice()
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, 6)) {
    const { now: _now, ...register } = await program.call('attendance.register', { cohortId: id });
    own.registers.push(register);
    if (register.learners.length !== 30 || register.sessions.length !== 60)
      throw new Error('a cohort of today is not of 30 learners and 60 classes');
    ids.push(id);
    sessions.push(...register.sessions.filter((one) => one.closedAt !== null).map((one) => one.id));
  }
  return { ...own, cohorts: ids, sessions };
}

/** Both centers, signed in to. Throws where more than the past differs: the ratio would tell of something else. */
async function openBoth(): Promise<Opened> {
  const young = await open(small);
  const grown = await open(large);
  const [one, other] = [await presentOf(young), await presentOf(grown)];
  if (!isDeepStrictEqual(other, one)) throw new Error('the two centers differ in more than their past');
  return { young, grown, present: one };
}

async function timeCalls(program: Program, calls: readonly [Channel, Input<Channel>][]): Promise<number[]> {
  const spent: number[] = [];
  for (const [channel, input] of calls) spent.push(await timed(() => program.call(channel, input)));
  return spent;
}

async function compare(ask: Ask): Promise<Figure> {
  const { young, grown, present } = await openBoth();
  try {
    const done: Round[] = [];
    for (let round = -1; round < rounds; round++) {
      const pair: Record<keyof Round, number[]> = { subject: [], baseline: [] };
      for (let call = 0; call < callsARound; call++) {
        const question = ask(present, (round + 1) * callsARound + call);
        // Who comes first changes: what the first leaves in the processor's caches helps the second.
        const sides = [
          [grown, pair.subject],
          [young, pair.baseline],
        ] as const;
        for (const [program, spent] of call % 2 === 0 ? sides : sides.toReversed())
          spent.push(...(await timeCalls(program, [question])));
      }
      // The first round warms both up.
      if (round >= 0) done.push({ subject: median(pair.subject), baseline: median(pair.baseline) });
    }
    return figureOf(done);
  } finally {
    young.close();
    grown.close();
  }
}

const growth = (name: string, what: string, ask: Ask): Bench => ({
  name,
  about: `${what} with ${large.toLocaleString('en')} marks / with ${small.toLocaleString('en')}, same cohorts`,
  bar: 1.5,
  measure: () => compare(ask),
});

const at = (list: readonly string[], turn: number): string => list[turn % list.length] ?? '';

/** What the center looks at every day must not get slower with its years. */
export const growthBenches: readonly Bench[] = [
  growth('growth-roll', 'opening a roll', ({ sessions }, turn) => [
    'attendance.roll',
    { sessionId: at(sessions, turn * 7) },
  ]),
  growth('growth-today', 'Today', () => ['sessions.today', {}]),
  growth('growth-register', 'the register of a 30 x 60 cohort', ({ cohorts }, turn) => [
    'attendance.register',
    { cohortId: at(cohorts, turn) },
  ]),
  growth('growth-check-in', 'whom to check in with', () => ['attendance.checkIns', { cohortId: null }]),
];
