import { drawnOf, resultOf } from '../../src/main/annotation/scoring/queries.ts';
import { all } from '../../src/main/database/sqlite.ts';
import { ensure } from './expect.ts';
import { ended } from './import-act.ts';
import type { Program } from './program.ts';

/** Each score is there whole, with what it draws and what it proposes, or not at all. */
function checkStored(program: Program): void {
  const db = program.backend.gate.db();
  const rows = all<{
    id: string;
    failure: string | null;
    drawn: number;
    figures: string | null;
    here: number;
  }>(
    db,
    `SELECT s.attempt_id AS id, s.failure, t.figures, t.number IS NOT NULL AS here,
       (SELECT count(*) FROM local_score_image i WHERE i.attempt_id = s.attempt_id) AS drawn
     FROM local_score s LEFT JOIN attempt t ON t.id = s.attempt_id`,
  );
  for (const { id, failure, drawn, figures, here } of rows) {
    const result = resultOf(db, id);
    ensure((failure === null) === (result !== null), `score of ${id} is neither a result nor a failure`);
    ensure(drawn === (result?.result.images.length ?? 0), `${id} has ${drawn} images to draw`);
    for (let place = 0; place < drawn; place++) ensure(drawnOf(db, id, place) !== null, `image ${place}`);
    ensure(here === 0 || (figures !== null) === (result !== null), `${id} proposes by another score`);
  }
}

/** What was scored is whole; what was not is scored now. */
export async function checkScores(program: Program): Promise<void> {
  checkStored(program);
  const { cohorts } = await program.call('assessments.list', { cohortId: null });
  for (const { id: assessmentId } of cohorts.flatMap(({ assessments }) => assessments)) {
    const { reference } = await program.call('annotation.reference', { assessmentId });
    if (!reference) continue;
    const { jobId } = await program.call('annotation.score', { assessmentId });
    const job = await ended(program, jobId);
    ensure(job.state === 'done', `scoring does not go on: ${JSON.stringify(job)}`);
    const { attempts } = await program.call('annotation.scores', { assessmentId });
    const open = attempts.filter(({ state }) => state === 'waiting' || state === 'stale');
    ensure(open.length === 0, `${open.length} attempts are not scored`);
  }
  checkStored(program);
}
