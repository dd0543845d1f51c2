import type { AddFault } from './import-row.ts';
import { MAX_NAME_LENGTH } from './limits.ts';
import { cleanCell, columnOf, type FieldColumns, rawCell } from './read-cells.ts';
import { type NameOrder, nameFault, shortenName, startsPlainly, titleCase } from './read-name.ts';

export interface NameReader {
  /** As written; adds a fault where it is no name. */
  name(cells: readonly string[]): string;
  /** Short, for the roll; of the row whose name was read last. */
  displayName(cells: readonly string[], name: string): string;
}

/** Given name and surname, where each has its column; one of them alone is shown alone. */
function shortOfParts(first: string, last: string): string {
  if (first === '') return titleCase(last);
  return last === '' ? titleCase(first) : `${titleCase(first)} ${titleCase(last)}`;
}

/**
 * Reads the name of a row out of whichever columns hold parts of it, in the order of the file: a whole
 * name with a patronymic beside it, or given name, surname and patronymic apart. A whole name counts
 * before its parts.
 */
export function createNameReader(columns: FieldColumns, order: NameOrder, add: AddFault): NameReader {
  const full = columnOf(columns, 'fullName');
  const first = columnOf(columns, 'firstName');
  const last = columnOf(columns, 'lastName');
  const patronymic = columnOf(columns, 'patronymic');
  const display = columnOf(columns, 'displayName');
  const parts = (full >= 0 ? [full, patronymic] : [first, last, patronymic])
    .filter((column) => column >= 0)
    .sort((a, b) => a - b);
  const firstPart = parts[0] ?? -1;
  const hasParts = first >= 0 && last >= 0;

  /** The cell of the whole name, of the row being read. */
  let whole = '';

  function joined(cells: readonly string[]): string {
    let name = '';
    for (const part of parts) {
      const text = cleanCell(rawCell(cells, part));
      if (part === full) whole = text;
      if (text !== '') name = name === '' ? text : `${name} ${text}`;
    }
    return name;
  }

  return {
    name(cells) {
      const name = joined(cells);
      if (startsPlainly(rawCell(cells, firstPart)) && name.length <= MAX_NAME_LENGTH) return name;
      const fault = nameFault(name, MAX_NAME_LENGTH);
      if (fault)
        add(fault, 'fault', full >= 0 ? 'fullName' : 'firstName', firstPart < 0 ? null : firstPart, name);
      return name;
    },
    displayName(cells, name) {
      const chosen = cleanCell(rawCell(cells, display));
      if (chosen !== '') return chosen;
      if (hasParts) {
        const short = shortOfParts(cleanCell(rawCell(cells, first)), cleanCell(rawCell(cells, last)));
        return short === '' ? shortenName(name, order) : short;
      }
      // With the patronymic in a column of its own, two words beside it are surname and given name.
      const isPair = patronymic >= 0 && order === 'surname_first' && whole !== '';
      return shortenName(isPair ? whole : name, order);
    },
  };
}
