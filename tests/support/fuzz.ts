import { join } from 'node:path';
import fc from 'fast-check';
import { errorCodes } from '../../src/shared/result.ts';
import { openTestBackend, type TestBackend } from './backend.ts';
import { channels } from './channels.ts';
import { temporaryFolder } from './folders.ts';
import { fromSchema } from './from-schema.ts';
import { prepareWorld } from './history.ts';
import { nearly } from './mutate.ts';

/** What was sent and what is wrong with the answer. */
export interface Complaint {
  channel: string;
  input: unknown;
  problem: string;
}

/** Calls that derive keys or start workers: tried a sixth as often. */
const slow = /^center\.(setUp|unseal|addPerson|setPin|letIn|changePass|newRecovery|backUp|restore)/;

const failureKeys = new Set(['code', 'reason', 'params', 'fields', 'incident']);
const trace = /\n\s+at |node:internal|node_modules|\.[cm]?[jt]s:\d+|SQLITE_|sqlite/i;

/** What is wrong with an answer of dispatch, or null. */
export function faultOf(answer: unknown): string | null {
  if (answer === null || typeof answer !== 'object') return 'is no object';
  const { ok, data, error } = answer as { ok?: unknown; data?: unknown; error?: Record<string, unknown> };
  if (ok === true) return data === null || typeof data !== 'object' ? 'has no data' : null;
  if (ok !== false || !error) return 'says neither yes nor no';
  if (!(errorCodes as readonly unknown[]).includes(error.code)) return `has the code ${error.code}`;
  if (error.code === 'internal') return `is an internal error, incident ${error.incident}`;
  for (const key of Object.keys(error)) if (!failureKeys.has(key)) return `carries ${key}`;
  if (error.reason !== undefined && !/^[a-z_]{1,60}$/.test(String(error.reason))) return 'explains in prose';
  if (trace.test(JSON.stringify(error))) return 'tells of the inside of the program';
  return null;
}

/** Keeps files where they harm nobody: every path of an input ends up in this folder. */
function harmless(value: unknown, folder: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part) => harmless(part, folder));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (typeof part !== 'string' || (key !== 'folder' && key !== 'path'))
        return [key, harmless(part, folder)];
      return [
        key,
        join(folder, part.includes('\0') ? 'a\0b' : encodeURIComponent(part.toWellFormed()).slice(0, 60)),
      ];
    }),
  );
}

/** A laptop to shoot at, replaced where a call has closed it. */
export interface Target {
  laptop(): Promise<TestBackend>;
  ids: readonly string[];
  folder: string;
}

export async function openTarget(): Promise<Target> {
  let ids: string[] = [];
  const open = async (): Promise<TestBackend> => {
    const laptop = await openTestBackend();
    const world = await prepareWorld(laptop);
    ids = [
      ...[...world.cohorts, ...world.sessions, ...world.learners, ...world.assessments, world.rubricId],
      ...[laptop.coordinatorId, laptop.instructorId],
    ];
    return laptop;
  };
  let current = await open();
  return {
    laptop: async () => {
      if (current.backend().gate.stage() === 'open') return current;
      current.close();
      current = await open();
      return current;
    },
    get ids() {
      return ids;
    },
    folder: temporaryFolder('fuzz'),
  };
}

/** Inputs for a channel: some that fit, some that nearly do, some of any shape. */
export function inputsFor(channel: string, target: Pick<Target, 'ids' | 'folder'>): fc.Arbitrary<unknown> {
  const call = channels.get(channel);
  if (!call) throw new RangeError(channel);
  const valid = fromSchema(call.input, { ids: target.ids });
  return fc
    .oneof(
      { weight: 4, arbitrary: valid },
      { weight: 4, arbitrary: nearly(valid) },
      { weight: 2, arbitrary: fc.jsonValue() },
    )
    .map((input) => harmless(input, target.folder));
}

/** Sends so many inputs to a channel. Each answer must be one that the renderer has words for. */
export async function fuzzChannel(
  target: Target,
  channel: string,
  { runs, seed }: { runs: number; seed?: number },
): Promise<Complaint[]> {
  const count = Math.ceil(slow.test(channel) ? runs / 6 : runs);
  const options = { numRuns: count, ...(seed === undefined ? {} : { seed }) };
  const complaints: Complaint[] = [];
  for (const input of fc.sample(inputsFor(channel, target), options)) {
    const laptop = await target.laptop();
    const answer = await laptop.send(channel, input).catch((error: unknown) => `threw ${String(error)}`);
    const problem = typeof answer === 'string' ? answer : faultOf(answer);
    if (problem) complaints.push({ channel, input, problem });
  }
  return complaints;
}

/** How often each channel is tried: ROLLBOOK_FUZZ_RUNS, or a few times. */
export const fuzzRuns = (): number => Number(process.env.ROLLBOOK_FUZZ_RUNS) || 60;
