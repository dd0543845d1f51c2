import { all, type Database } from '../database/sqlite.ts';

/** What people typed beside a criterion, without the names of whom it was for, and how often. */
export function typedComments(
  db: Database,
  rubricId: string,
  criterionId: string | null,
): { text: string; used: number }[] {
  return criterionId === null
    ? all(
        db,
        `SELECT comment_pattern AS text, count(*) AS used FROM attempt WHERE comment_rubric = ?
         AND comment_rubric IS NOT NULL GROUP BY comment_pattern`,
        rubricId,
      )
    : all(
        db,
        `SELECT comment_pattern AS text, count(*) AS used FROM criterion_grade WHERE comment_rubric = ?
         AND criterion_id = ? AND comment_rubric IS NOT NULL GROUP BY comment_pattern`,
        rubricId,
        criterionId,
      );
}

/** Comments that were put into the bank, or out of it, by hand. */
export function keptComments(
  db: Database,
  rubricId: string,
  criterionId: string | null,
): { text: string; kept: boolean }[] {
  return all<{ text: string; kept: number }>(
    db,
    'SELECT text, kept FROM bank_comment WHERE rubric_id = ? AND criterion_id IS ?',
    rubricId,
    criterionId,
  ).map((row) => ({ text: row.text, kept: row.kept === 1 }));
}
