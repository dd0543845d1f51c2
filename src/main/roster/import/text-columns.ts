import type { Answer, Field, Mapping } from './fields.ts';
import type { AddFault } from './import-row.ts';
import {
  cleanCell,
  cleanCellLines,
  type FieldColumns,
  rawCell,
  remembering,
  splitCohorts,
} from './read-cells.ts';
import { readLanguages } from './read-languages.ts';

const NO_TEXTS: readonly string[] = [];
const NO_ANSWERS: readonly Answer[] = [];
const NO_COLUMNS: readonly number[] = [];
const FORMULA = /^[\s']*[=@＝＠]/;

export interface TextColumns {
  /** Free text of the columns of a field, one below the other. */
  text(cells: readonly string[], field: 'note' | 'needs' | 'originRegion'): string;
  cohorts(cells: readonly string[]): readonly string[];
  languages(cells: readonly string[]): readonly string[];
  answers(cells: readonly string[]): readonly Answer[];
}

/** Prepares the reading of the fields that may come from several columns. */
export function openTextColumns(
  columns: FieldColumns,
  mapping: Mapping,
  names: readonly string[],
  add: AddFault,
): TextColumns {
  const questions = mapping.columns.flatMap(({ column, question }) =>
    question === undefined ? [] : [{ column, question }],
  );
  const cohortsIn = remembering((raw) => splitCohorts(cleanCellLines(raw)));
  const languagesIn = remembering((raw) => readLanguages(cleanCell(raw)));
  const listOf = (field: Field) => columns.get(field) ?? NO_COLUMNS;
  const cohortColumns = listOf('cohort');
  const languageColumns = listOf('languages');
  const textColumns = { note: listOf('note'), needs: listOf('needs'), originRegion: listOf('originRegion') };

  function oneText(cells: readonly string[], column: number, field: Field): string {
    const text = cleanCellLines(rawCell(cells, column));
    if (text === '') return '';
    if (FORMULA.test(text)) add('formula_text', 'notice', field, column, null);
    return field === 'originRegion' ? `${names[column] ?? ''}: ${text}` : text;
  }

  return {
    text(cells, field) {
      let joined = '';
      if (textColumns[field].length === 0) return '';
      for (const column of textColumns[field]) {
        const text = oneText(cells, column, field);
        if (text !== '') joined = joined === '' ? text : `${joined}\n${text}`;
      }
      return joined;
    },
    cohorts(cells) {
      if (cohortColumns.length === 0) return NO_TEXTS;
      if (cohortColumns.length === 1) return cohortsIn(rawCell(cells, cohortColumns[0] ?? -1));
      return [...new Set(cohortColumns.flatMap((column) => cohortsIn(rawCell(cells, column))))];
    },
    answers(cells) {
      if (questions.length === 0) return NO_ANSWERS;
      return questions.flatMap(({ column, question }): Answer[] => {
        const text = oneText(cells, column, 'answer');
        return text === '' ? [] : [[question, text]];
      });
    },
    languages(cells) {
      if (languageColumns.length === 0) return NO_TEXTS;
      const found = new Set<string>();
      for (const column of languageColumns) {
        const { languages, unknown } = languagesIn(rawCell(cells, column));
        for (const language of languages) found.add(language);
        for (const typed of unknown) add('language_unknown', 'notice', 'languages', column, null, { typed });
      }
      return found.size === 0 ? NO_TEXTS : [...found];
    },
  };
}
