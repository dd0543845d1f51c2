import { type Figure, figures, proposalFor } from '../../shared/rules/proposals.ts';
import type { Choice, Criterion } from '../../shared/rules/rubric.ts';
import { toTenths } from '../../shared/rules/tenths.ts';
import { addDays } from '../../shared/rules/time.ts';
import { attemptId } from '../assessments/attempt-id.ts';
import {
  attemptEntity,
  criterionGradeEntity,
  gradeEntity,
  reviewRequestEntity,
} from '../assessments/entities.ts';
import { day, hour, minute } from './agenda.ts';
import { type Graded, planAssessments } from './assessments.ts';
import type { Course } from './course.ts';
import { gradingWords } from './grading-words.ts';
import { makeId } from './ids.ts';
import { isExpected, type Pupil } from './learners.ts';
import { handInStreet, writeReferences } from './practice.ts';
import type { Random } from './random.ts';
import type { Head, Writer } from './scribe.ts';
import type { FinishedWork } from './street/work.ts';
import type { World } from './world.ts';

/** One course and who grades in it. */
export interface Grading {
  course: Course;
  template: string;
  by: Writer;
}

/** Only half of the newest one is graded; about the last one that was told somebody has asked and waits. */
type Told = Graded & { isNewest: boolean; isLast: boolean };

/** A learner's work in an assessment, and how good it is, 0 to 1. */
interface Work {
  pupil: Pupil;
  attempt: string;
  good: number;
  on: string;
  /** Minutes after noon. */
  time: number;
  figures: Record<string, number> | null;
  /** Files that were scored, where the project has pictures. */
  street: FinishedWork | null;
}

/** A figure that somebody of this goodness gets: shares near it, pixels the other way. */
function drawFigure(figure: Figure, good: number, random: Random): number {
  const share = Math.max(0.2, Math.min(0.995, good + (random.share() - 0.5) * 0.16));
  return figures[figure] === 'less'
    ? toTenths(1.5 + (1 - share) * 22)
    : Math.round(Math.min(1, share + 0.04) * 1000) / 1000;
}

function drawWork(
  assessment: Graded,
  pupil: Pupil,
  random: Random,
  street: FinishedWork | null,
): Work | null {
  const good = Math.min(0.98, 0.42 + pupil.steady * 0.5 + (random.share() - 0.5) * 0.3);
  const late = random.below(10) === 0 ? 1 + random.below(3) : -random.below(3);
  const skips = random.share() > pupil.steady + 0.12;
  const time = random.below(300);
  const wanted = (assessment.content?.criteria ?? []).flatMap((one) => one.proposal?.figure ?? []);
  const measured = wanted.map((name) => [name, drawFigure(name, good, random)] as const);
  if (skips || (pupil.missingFrom !== null && assessment.dueOn >= pupil.missingFrom)) return null;
  return {
    ...{ pupil, time, street, on: addDays(assessment.dueOn, late) },
    good: street?.f1 ?? good,
    attempt: attemptId(assessment.id, pupil.id, 1),
    figures: street?.figures ?? (measured.length === 0 ? null : Object.fromEntries(measured)),
  };
}

/** The digit that a person types: the proposal, seldom another; without one, by how good the work looks. */
function drawChoice(criterion: Criterion, { good, figures: measured }: Work, random: Random): Choice {
  const { levels } = criterion;
  const proposed = proposalFor(criterion, measured ?? {})?.choice;
  const guess = Math.round((good + (random.share() - 0.5) * 0.3) * (levels.length - 1));
  const start =
    proposed && 'level' in proposed ? levels.findIndex((one) => one.id === proposed.level) : guess;
  const off = random.below(12) === 0 ? (random.below(2) === 0 ? 1 : -1) : 0;
  const place = Math.max(0, Math.min(levels.length - 1, start + off));
  return { level: levels[place]?.id ?? '' };
}

/** Everything that the sample's instructors graded, by a chance of its own: attendance does not depend on it. */
export function gradeCourses(world: World, gradings: readonly Grading[], random: Random): void {
  const taken = new Set<string>();
  for (const grading of gradings) {
    const assessments = planAssessments(world, grading.course, grading.template, taken, random);
    writeReferences(world, grading.course, assessments);
    const due = assessments.filter((one) => one.dueOn < world.today);
    const newest = due.at(-1);
    const told = due.filter((one) => one.content !== null && one !== newest).at(-1);
    for (const assessment of due) {
      const place = { isNewest: assessment === newest, isLast: assessment === told };
      gradeOne(world, grading, { ...assessment, ...place }, random);
    }
  }
}

/** Work comes in around the due date, and is graded on the evening after; of the newest assessment only a part. */
function gradeOne(world: World, { course, by }: Grading, assessment: Told, random: Random): void {
  const { agenda, clock, scribe } = world;
  const { isNewest } = assessment;
  const pupils = course.pupils.filter((pupil) => isExpected(pupil, assessment.dueOn));
  const drawn = assessment.street === 'finished' ? world.street?.works : undefined;
  const works = pupils.flatMap(
    (pupil, index) => drawWork(assessment, pupil, random, drawn?.[index % drawn.length] ?? null) ?? [],
  );
  for (const work of works) {
    const at = clock(work.on, '12:00') + work.time * minute;
    agenda.at(at, () => {
      const put = scribe.act(by, 'assessments.handIn', at);
      const time = new Date(Date.UTC(2000, 0, 1, 12, work.time)).toISOString().slice(11, 16);
      put(attemptEntity, work.attempt, 'handed_in', {
        ...{ assessmentId: assessment.id, learnerId: work.pupil.id, number: 1 },
        ...{ on: work.on, at: time, source: 'stick', note: null },
      });
      if (work.street) handInStreet(world, put, work.attempt, work.street, at);
      else if (work.figures)
        put(attemptEntity, work.attempt, 'figures', { engine: '1', figures: work.figures });
    });
  }
  const evening = clock(addDays(assessment.dueOn, isNewest ? 0 : 4), '19:00');
  const here = works.filter((work) => clock(work.on, '12:00') + work.time * minute < evening);
  const graded = isNewest ? here.slice(0, Math.ceil(here.length * (drawn ? 0.6 : 0.4))) : here;
  let at = evening;
  const heads = new Map<string, Head>();
  for (const work of graded) {
    at += 20_000;
    at = gradeWork(world, by, assessment, work, at, random, heads);
  }
  if (!isNewest) decideMore(world, { by, assessment, graded, pupils, heads }, at + hour, random);
}

/** A digit a criterion, four seconds each; now and then a comment. Returns when it was done. */
function gradeWork(
  { agenda, scribe, language }: World,
  by: Writer,
  { rubric, content, outOf }: Graded,
  work: Work,
  start: number,
  random: Random,
  heads: Map<string, Head>,
): number {
  let at = start;
  const next = (command: string, write: (put: ReturnType<typeof scribe.act>) => void): void => {
    at += 4000;
    const then = at;
    agenda.at(then, () => write(scribe.act(by, command, then)));
  };
  const said = gradingWords[language];
  for (const criterion of content?.criteria ?? []) {
    const choice = drawChoice(criterion, work, random);
    const beside = proposalFor(criterion, work.figures ?? {});
    const id = `${work.attempt}:${criterion.id}`;
    next('assessments.grade', (put) => {
      const value = { choice, versionId: rubric?.versionId ?? '', beside };
      heads.set(id, put(criterionGradeEntity, id, 'choice', value));
    });
    if (random.below(6) > 0 || !rubric) continue;
    const text = random.pick(said.comments);
    next('assessments.comment', (put) => {
      put(criterionGradeEntity, id, 'comment', { text, pattern: text, rubricId: rubric.rubricId });
    });
  }
  if (!content)
    next('assessments.score', (put) => {
      const score = outOf === null ? { passed: work.good > 0.6 } : { points: Math.round(work.good * outOf) };
      put(attemptEntity, work.attempt, 'score', score);
    });
  if (work.good > 0.9 && rubric) {
    const text = random.pick(said.praise);
    next('assessments.comment', (put) => {
      put(attemptEntity, work.attempt, 'comment', { text, pattern: text, rubricId: rubric.rubricId });
    });
  }
  return at;
}

interface Done {
  by: Writer;
  assessment: Told;
  graded: readonly Work[];
  pupils: readonly Pupil[];
  heads: ReadonlyMap<string, Head>;
}

/** What comes after the digits: grades are told, somebody is excused, one is decided by hand, one asks again. */
function decideMore(world: World, done: Done, at: number, random: Random): void {
  const { agenda, scribe, language, staff } = world;
  const { by, assessment, graded, pupils } = done;
  const said = gradingWords[language];
  const idOf = (pupil: Pupil): string => `${assessment.id}:${pupil.id}`;
  const later = (after: number, command: string, write: (put: ReturnType<typeof scribe.act>) => void): void =>
    agenda.at(at + after, () => write(scribe.act(by, command, at + after)));
  later(0, 'assessments.release', (put) => {
    for (const { pupil } of graded) put(gradeEntity, idOf(pupil), 'released', { at });
  });
  const blank = pupils.find((pupil) => !graded.some((work) => work.pupil === pupil));
  if (blank)
    later(minute, 'assessments.excuse', (put) =>
      put(gradeEntity, idOf(blank), 'excused', { why: said.excused }),
    );
  const weakest = [...graded].sort((a, b) => a.good - b.good)[0];
  const best = [...graded].sort((a, b) => b.good - a.good)[0];
  if (assessment.kind !== 'practice_project' || !assessment.content || !weakest || !best) return;
  later(2 * minute, 'assessments.askAgain', (put) => {
    const until = addDays(assessment.dueOn, 14);
    put(gradeEntity, idOf(weakest.pupil), 'asked_again', { until, note: said.again, after: 1 });
  });
  const [, second = null] = [...graded].sort((a, b) => a.good - b.good);
  const decides = random.below(2) === 0;
  if (second && (assessment.isLast || decides)) {
    const override = { score: { points: 70 }, why: said.override };
    later(3 * minute, 'assessments.override', (put) =>
      put(gradeEntity, idOf(second.pupil), 'override', override),
    );
  }
  reviewOne(world, done, best, at + 2 * day, makeId(at, random), staff.coordinator);
  const other = graded.find((work) => work !== best && work !== weakest);
  if (!assessment.isLast || !other) return;
  const id = makeId(at, random);
  later(2 * day + hour, 'assessments.askReview', (put) => {
    const about = {
      assessmentId: assessment.id,
      learnerId: other.pupil.id,
      on: addDays(assessment.dueOn, 6),
    };
    put(reviewRequestEntity, id, 'request', { ...about, words: said.review.second });
  });
}

/** She asks for another look; the coordinator answers, and one level goes up. */
function reviewOne(
  { agenda, scribe, language }: World,
  { by, assessment, heads }: Done,
  work: Work,
  at: number,
  id: string,
  coordinator: Writer,
): void {
  const { review } = gradingWords[language];
  const on = addDays(assessment.dueOn, 6);
  agenda.at(at, () => {
    const request = { assessmentId: assessment.id, learnerId: work.pupil.id, on, words: review.first };
    scribe.act(by, 'assessments.askReview', at)(reviewRequestEntity, id, 'request', request);
  });
  const answered = at + day;
  agenda.at(answered, () => {
    const put = scribe.act(coordinator, 'assessments.answerReview', answered);
    put(reviewRequestEntity, id, 'answer', { outcome: 'raised', text: review.answer, on: addDays(on, 1) });
  });
  const [criterion] = assessment.content?.criteria ?? [];
  const top = criterion?.levels.at(-1);
  if (!criterion || !top) return;
  const place = `${work.attempt}:${criterion.id}`;
  agenda.at(answered + minute, () => {
    const head = heads.get(place);
    const value = {
      ...{ choice: { level: top.id }, versionId: assessment.rubric?.versionId ?? '' },
      beside: proposalFor(criterion, work.figures ?? {}),
    };
    const put = scribe.act(coordinator, 'assessments.grade', answered + minute);
    put(criterionGradeEntity, place, 'choice', value, {
      ...(head ? { over: [head] } : {}),
      reason: review.answer,
    });
  });
}
