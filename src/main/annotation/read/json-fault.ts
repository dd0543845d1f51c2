/** Characters that end a number or word. */
const WORD = /[^\s,:\]}[{"]+/y;
const VALUE = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const SPACE = /[ \t\r\n]*/y;

/**
 * Where a text stops being JSON: the engine names the place for some faults and not for others, such as NaN. Texts are
 * ended by `endOfText`, which tells the end of all where they have none.
 */
export function findJsonFault(text: string, endOfText: (text: string, from: number) => number): number {
  /** The brackets that are open, and whether a key, a value or a sign between them is due. */
  const open: string[] = [];
  let due: 'value' | 'key' | 'colon' | 'sign' = 'value';
  let mayEnd = false;
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    const sign = text[at];
    if (sign === undefined) return text.trimEnd().length;
    const start = at;
    if (sign === '"') {
      if (due !== 'value' && due !== 'key') return start;
      at = endOfText(text, at) + 1;
      due = due === 'key' ? 'colon' : 'sign';
      mayEnd = true;
    } else if (sign === '{' || sign === '[') {
      if (due !== 'value') return start;
      open.push(sign);
      due = sign === '{' ? 'key' : 'value';
      mayEnd = true;
      at += 1;
      continue;
    } else if (sign === '}' || sign === ']') {
      const isFull = due === 'sign' || (mayEnd && due !== 'colon');
      if (open.pop() !== (sign === '}' ? '{' : '[') || !isFull) return start;
      due = 'sign';
      at += 1;
    } else if (sign === ',' && due === 'sign' && open.length > 0) {
      due = open.at(-1) === '{' ? 'key' : 'value';
      mayEnd = false;
      at += 1;
      continue;
    } else if (sign === ':' && due === 'colon') {
      due = 'value';
      mayEnd = false;
      at += 1;
      continue;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? '';
      if (due !== 'value' || !VALUE.test(word)) return start;
      at += word.length;
      due = 'sign';
    }
    if (open.length === 0 && due === 'sign') {
      // Something behind the end.
      SPACE.lastIndex = at;
      return at + (SPACE.exec(text)?.[0].length ?? 0);
    }
  }
}
