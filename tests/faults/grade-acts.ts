import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import type { AnnotationSet } from '../../src/shared/rules/annotations.ts';
import { box, image, set } from '../annotation/build.ts';
import { usualFields } from '../support/grades.ts';
import { zip } from '../support/zip.ts';
import { countCells, ended } from './import-act.ts';
import { expects, standNow } from './paper-acts.ts';
import type { Program } from './program.ts';
import type { Act, World } from './world.ts';

/** A picture with a few boxes, no two alike: the content of what comes in. */
function annotations(world: World): AnnotationSet {
  const shapes = Array.from({ length: 1 + world.random.below(20) }, (_, number) => {
    const [x, y] = [world.random.below(60), world.random.below(40)];
    return box(String(number), 'cat', [x, y, 5 + world.random.below(30), 5 + world.random.below(30)]);
  });
  return set([image(shapes)]);
}

const archive = async (world: World, folders: readonly string[]): Promise<string> => {
  const entries = folders.flatMap((folder) => [
    ...writeCoco(annotations(world)).files.map(({ path, text }): [string, string] => [
      `${folder}/${path}`,
      text,
    ]),
    // Enough that the cut finds it half written now and then.
    [
      `${folder}/notes.txt`,
      String(world.random.below(1_000_000)).repeat(world.random.below(50_000)),
    ] as const,
  ]);
  return world.program.backend.files.receive('work.zip', [await zip(Object.fromEntries(entries))]);
};

async function projectOf({ call }: Program): Promise<{ assessmentId: string; cohortId: string } | null> {
  const { cohorts } = await call('assessments.list', { cohortId: null });
  for (const { id: cohortId, assessments } of cohorts)
    for (const { id: assessmentId } of assessments) return { assessmentId, cohortId };
  return null;
}

async function done(program: Program, jobId: string): Promise<void> {
  const job = await ended(program, jobId);
  if (job.state !== 'done') throw new Error(`the job ended as ${JSON.stringify(job)}`);
}

const learnersOf = async ({ call }: Program, assessmentId: string) =>
  (await call('assessments.desk', { assessmentId })).learners.filter((one) => !one.readOnly);

/** The one project that all work is handed in for, scored by hand. */
export const planProject: Act = async ({ program }) => {
  const [cohort] = (await program.call('roster.cohorts', {})).cohorts;
  if (!cohort || (await projectOf(program))) return null;
  return {
    begin: { acts: [['assessments.add', null]] },
    perform: async () => {
      await program.call('assessments.add', { ...usualFields, cohortId: cohort.id, rubricId: null });
      return { acts: [['assessments.add', countCells(program)]] };
    },
  };
};

/** Work of a few learners, looked through and taken in as one act. */
export const takeWork: Act = async (world) => {
  const { program } = world;
  const project = await projectOf(program);
  if (!project) return null;
  const learners = await learnersOf(program, project.assessmentId);
  const count = Math.min(3, learners.length);
  if (count === 0) return null;
  const first = world.random.below(learners.length - count + 1);
  const whose = learners.slice(first, first + count).map(({ learnerId }) => learnerId);
  const folders = whose.map((_, index) => `folder ${String.fromCharCode(97 + index)}`);
  const source = { kind: 'uploads' as const, uploads: [await archive(world, folders)] };
  const { jobId } = await program.call('assessments.previewSubmissions', { ...project, source });
  await done(program, jobId);
  const { groups } = await program.call('assessments.submissions', { jobId });
  const matches = groups.map(({ group }, index) => ({ group, learnerId: whose[index] ?? null }));
  return {
    begin: {
      acts: [['assessments.takeSubmissions', 2 * count]],
      counts: expects(world, { work: count }),
    },
    perform: async () => {
      const on = { on: '2026-03-12', at: null, source: 'folder', note: null } as const;
      const taking = await program.call('assessments.takeSubmissions', { jobId, matches, ...on });
      await done(program, taking.jobId);
      return standNow(world);
    },
  };
};

/** A score for the newest work of somebody; another one than before. */
export const giveScore: Act = async (world) => {
  const { program } = world;
  const project = await projectOf(program);
  if (!project) return null;
  const { assessmentId } = project;
  const learners = await learnersOf(program, assessmentId);
  const learner = learners[world.random.below(Math.max(1, learners.length))];
  const attempt = learner?.attempts.at(-1);
  if (!learner || !attempt) return null;
  const points = world.random.below(101);
  const before = attempt.score && 'points' in attempt.score ? attempt.score.points : null;
  if (points === before) return null;
  return {
    begin: {
      acts: [['assessments.score', 1]],
      counts: expects(world, { grades: before === null ? 1 : 0 }),
    },
    perform: async () => {
      const of = { assessmentId, learnerId: learner.learnerId, attemptId: attempt.id };
      await program.call('assessments.score', { ...of, score: { points } });
      return standNow(world);
    },
  };
};

/** The reference first, then scores of all that came in since: they are the program's, not a person's act. */
export const scoreWork: Act = async (world) => {
  const { program } = world;
  const project = await projectOf(program);
  if (!project) return null;
  const { assessmentId } = project;
  const { reference } = await program.call('annotation.reference', { assessmentId });
  if (!reference) {
    const source = { kind: 'uploads' as const, uploads: [await archive(world, ['gold'])] };
    return {
      begin: { acts: [['annotation.setReference', 1]] },
      perform: async () => {
        await done(program, (await program.call('annotation.setReference', { assessmentId, source })).jobId);
        return {};
      },
    };
  }
  return {
    begin: {},
    perform: async () => {
      await done(program, (await program.call('annotation.score', { assessmentId })).jobId);
      return {};
    },
  };
};
