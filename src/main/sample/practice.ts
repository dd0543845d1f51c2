import { addDays } from '../../shared/rules/time.ts';
import { referenceEntity } from '../annotation/entities.ts';
import { usualScoring } from '../annotation/scoring/queries.ts';
import { scoreInput } from '../annotation/scoring/score-input.ts';
import { attemptEntity } from '../assessments/entities.ts';
import { minute } from './agenda.ts';
import type { Graded } from './assessments.ts';
import type { Course } from './course.ts';
import { practiceWords } from './practice-words.ts';
import type { Put } from './scribe.ts';
import type { FinishedWork } from './street/work.ts';
import type { World } from './world.ts';

/** Where it is kept which assessment the example hand-ins are for. */
export const exampleState = 'example_project';

/** What the second project of street scenes has otherwise than the first: nobody has handed anything in yet. */
export const projectToTry = ({ today, language }: World) => ({
  title: practiceWords.title,
  note: practiceWords.note[language],
  dueOn: addDays(today, 2),
  street: 'to_try' as const,
});

/** Pictures and reference of both projects, put in on the day before the course. */
export function writeReferences(world: World, { startsOn }: Course, assessments: readonly Graded[]): void {
  const { agenda, clock, scribe, staff, street } = world;
  if (!street) return;
  let at = clock(addDays(startsOn, -6), '10:20');
  for (const { id, street: which } of assessments) {
    if (which === null) continue;
    const content = which === 'finished' ? street.finished : street.toTry;
    if (which === 'to_try') street.keepExample(id);
    const then = at;
    agenda.at(then, () => {
      scribe.act(staff.coordinator, 'annotation.setReference', then)(referenceEntity, id, 'content', content);
    });
    at += 5 * minute;
  }
}

/** Files of a hand-in, and what the engine measured in them. */
export function handInStreet(
  { scribe, staff, street }: World,
  put: Put,
  attempt: string,
  work: FinishedWork,
  at: number,
): void {
  const { files, engine, figures, packed } = work;
  put(attemptEntity, attempt, 'files', files);
  if (!street) return;
  const { device } = staff.coordinator;
  const write = scribe.act({ device, actor: null }, 'program.score', at);
  write(attemptEntity, attempt, 'figures', { engine, figures });
  street.keepScore(
    attempt,
    at,
    scoreInput({ content: street.finished, settings: usualScoring }, files),
    packed,
  );
}
