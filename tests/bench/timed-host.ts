import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { serve } from '../../src/main/hosts/browser/server.ts';
import { learners } from '../e2e/support/people.ts';
import { setUpInput, startProgram } from '../faults/program.ts';
import { boxes, criterion, usualFields } from '../support/grades.ts';
import { drawnSet, droppedDrawing } from './drawn-set.ts';

/**
 * A browser host for a benchmark: with a class of 25 at hand for each line `class` on standard input (answered with
 * its session), a desk of 200 learners and 5 criteria for each line `desk` (answered with its assessment), and telling
 * for each line `times` how long the marks and grades since then took in dispatch, milliseconds.
 */
const { values } = parseArgs({
  options: { folder: { type: 'string', default: '' }, pages: { type: 'string', default: '' } },
});

const program = startProgram(values.folder);
await program.call('center.setUp', setUpInput);
const profile = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
const { id: cohortId } = await program.call('roster.addCohort', profile);

const timed = new Set(['attendance.mark', 'assessments.grade']);
let times: number[] = [];
const { backend } = program;
const server = await serve({
  backend: {
    ...backend,
    dispatch: async (channel, input) => {
      const start = performance.now();
      const answer = await backend.dispatch(channel, input);
      if (timed.has(channel)) times.push(performance.now() - start);
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

async function openDesk(): Promise<string> {
  const { id } = await program.call('roster.addCohort', { ...profile, name: 'Cohort 3' });
  const { today } = await program.call('sessions.today', {});
  const enroll = { cohortId: id, startsOn: today };
  for (let number = 1; number <= 200; number++)
    await program.call('roster.addLearner', { name: `Learner ${number}`, phone: null, email: null, enroll });
  const content = {
    ...boxes,
    criteria: ['finds', 'names', 'tight', 'tidy', 'hard'].map((one) => criterion(one)),
  };
  const { rubricId } = await program.call('assessments.addRubric', { content });
  const fields = { ...usualFields, cohortId: id, rubricId };
  return (await program.call('assessments.add', fields)).assessmentId;
}

/** A practice project of 25 learners with a reference of boxes. */
async function openProject(): Promise<string> {
  const { id } = await program.call('roster.addCohort', { ...profile, name: 'Cohort 4' });
  const { today } = await program.call('sessions.today', {});
  const enroll = { cohortId: id, startsOn: today };
  for (const name of learners)
    await program.call('roster.addLearner', { name, phone: null, email: null, enroll });
  const { rubricId } = await program.call('assessments.addRubric', { content: boxes });
  const fields = { ...usualFields, cohortId: id, rubricId };
  const { assessmentId } = await program.call('assessments.add', fields);
  const [file] = writeCoco(drawnSet(droppedDrawing(0))).files;
  const uploads = [await backend.files.receive('reference.json', [Buffer.from(file?.text ?? '')])];
  await program.call('annotation.setReference', { assessmentId, source: { kind: 'uploads', uploads } });
  while ((await program.call('annotation.reference', { assessmentId })).reference === null)
    await new Promise((soon) => setTimeout(soon, 20));
  return assessmentId;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'class') say(await openClass());
  if (line === 'desk') say(await openDesk());
  if (line === 'project') say(await openProject());
  if (line === 'times') {
    say(times);
    times = [];
  }
}
program.close();
process.exit(0);
