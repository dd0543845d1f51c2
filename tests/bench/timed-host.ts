import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { serve } from '../../src/main/hosts/browser/server.ts';
import { setUpInput, startProgram } from '../faults/program.ts';

/**
 * A browser host for a benchmark: with a class of 25 at hand for each line `class` on standard input (answered with
 * its session), and telling for each line `times` how long the marks since then took in dispatch, milliseconds.
 */
const { values } = parseArgs({
  options: { folder: { type: 'string', default: '' }, pages: { type: 'string', default: '' } },
});

const program = startProgram(values.folder);
await program.call('center.setUp', setUpInput);
const profile = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
const { id: cohortId } = await program.call('roster.addCohort', profile);

let times: number[] = [];
const { backend } = program;
const server = await serve({
  backend: {
    ...backend,
    dispatch: async (channel, input) => {
      const start = performance.now();
      const answer = await backend.dispatch(channel, input);
      if (channel === 'attendance.mark') times.push(performance.now() - start);
      return answer;
    },
  },
  pages: values.pages,
  port: 0,
  raise: { secret: 'none', show: () => {} },
  keepWindow: () => {},
});
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
say({ url: server.launchLink() });

async function openClass(): Promise<string> {
  const { sessionId } = await program.call('sessions.openNow', { cohortId, title: 'Polygons' });
  for (let number = 1; number <= 25; number++)
    await program.call('attendance.addWalkIn', { sessionId, learner: { name: `Learner ${number}` } });
  return sessionId;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'class') say(await openClass());
  if (line === 'times') {
    say(times);
    times = [];
  }
}
program.close();
process.exit(0);
