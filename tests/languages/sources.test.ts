import { describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract/index.ts';
import { errorCodes } from '../../src/shared/result.ts';
import {
  argumentsOf,
  callable,
  calleeOf,
  english,
  type Node,
  outcomesOf,
  patternOf,
  rooms,
  type Source,
  sourcesUnder,
  type Text,
  textOf,
} from './read.ts';

const renderer = sourcesUnder('src/renderer');
const program = sourcesUnder('src/main', 'src/shared');

interface Use {
  text: Text;
  at: string;
}

const prefixed = new RegExp(`^(?:${rooms.join('|')}):\\w`);

const groups = new Set(
  [...callable].flatMap((key) => [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index))),
);

/** Keys that the code names: what `t` is given, and every text that begins with a room or names a list of words. */
function usesIn(source: Source): Use[] {
  const uses: Use[] = [];
  const say = (node: Node, room: string): void => {
    const [first = '', ...rest] = textOf(node) ?? [];
    // `say('roster:sex', code)`: any word of that list.
    const list = room === '' && rest.length === 0 && groups.has(first) && !callable.has(first);
    uses.push({ text: list ? [`${first}.`, ''] : [room + first, ...rest], at: source.lineOf(node) });
  };
  const isKey = (node: Node): boolean => {
    const text = textOf(node);
    return text !== null && (prefixed.test(text[0] ?? '') || (text[0] === '' && /^:\w/.test(text[1] ?? '')));
  };
  for (const node of source.nodes) {
    if (isKey(node)) say(node, '');
    if (calleeOf(node) === 't')
      for (const key of outcomesOf(argumentsOf(node)[0])) if (!isKey(key)) say(key, 'app:');
  }
  return uses;
}

const uses = renderer.flatMap(usesIn);

describe('the words in the code', () => {
  it('are all in the English catalog', () => {
    const unknown = uses.filter(({ text: [first = '', ...rest] }) => {
      if (rest.length === 0) return !callable.has(first);
      const pattern = patternOf([first, ...rest]);
      return ![...callable].some((key) => pattern.test(key));
    });
    expect(unknown.map(({ text, at }) => `${at} ${text.join('…')}`)).toEqual([]);
  });

  it('use every word of the English catalog', () => {
    const patterns = uses.map(({ text }) => patternOf(text));
    expect([...callable].filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});

describe('what people read', () => {
  const shown = [
    'title',
    'label',
    'placeholder',
    'aria-label',
    'alt',
    'description',
    'message',
    'text',
    'error',
  ];
  /** Keys of the keyboard, and what has no language. */
  const symbols = /\b(?:Alt|Backspace|Ctrl|Delete|Enter|Esc|PgDn|Shift|[A-Z])\b|Rollbook/g;
  const speaks = (text: string): boolean => /\p{L}/u.test(text.replace(symbols, ''));

  it.each(renderer.filter((source) => source.tsx))('is never written in the code: $file', (source) => {
    const found = source.nodes.flatMap((node) => {
      const text = (value: Node | null): string[] =>
        outcomesOf(value).map((one) => (textOf(one) ?? []).join(' '));
      if (node.type === 'JSXText') return [{ node, texts: [node.value as string] }];
      if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
        const inner = (node.children as Node[]).filter((child) => child.type === 'JSXExpressionContainer');
        return inner.map((child) => ({ node: child, texts: text(child.expression as Node) }));
      }
      if (node.type === 'JSXAttribute' && shown.includes((node.name as Node).name as string)) {
        const value = node.value as Node | null;
        return [
          {
            node,
            texts: text(value?.type === 'JSXExpressionContainer' ? (value.expression as Node) : value),
          },
        ];
      }
      return [];
    });
    const wrong = found.flatMap(({ node, texts }) =>
      texts.filter(speaks).map((text) => `${source.lineOf(node)} ${text.trim()}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('acts that can be undone', () => {
  /** They wait for a worker first, and write one act in the end. */
  const longActs = new Set(['assessments.takeSubmissions', 'annotation.setReference']);
  const commands = Object.entries(contract)
    .filter(([room]) => room !== 'center' && room !== 'changes')
    .flatMap(([room, calls]) =>
      Object.entries(calls)
        .filter(([name, call]) => call.kind === 'command' || longActs.has(`${room}.${name}`))
        .map(([name]) => `${room}_${name}`),
    );

  it('all have a name, and no other act has one', () => {
    const named = [...callable].flatMap((key) => /^app:acts\.(\w+)$/.exec(key)?.[1] ?? []);
    const missing = commands.filter((command) => !named.includes(command));
    const unknown = named.filter((name) => name !== 'other' && !commands.includes(name));
    expect({ missing, unknown, other: named.includes('other') }).toEqual({
      missing: [],
      unknown: [],
      other: true,
    });
  });
});

describe('refusals', () => {
  /** Reasons that only the program itself can cause: the sentence of their code says enough. */
  const saidByTheirCode = [
    'act_not_found',
    'bad_json',
    'center_not_found',
    'database_task_failed',
    'job_not_found',
    'migration_foreign_keys',
    'outside_scope',
    'not_allowed',
    'opening',
    'restoring',
    'sealed',
    'unknown_channel',
  ];
  const codes: readonly string[] = errorCodes;
  const isCode = (node: Node): boolean => codes.includes(textOf(node)?.[0] ?? '');
  const property = (node: Node, name: string): Node | undefined =>
    (node.properties as Node[]).find((one) => (one.key as Node | undefined)?.name === name);

  /** Reasons in refusals, in failures written out, and in what `requireHere` builds from the name of a thing. */
  const reasons = [...program, ...renderer].flatMap((source) =>
    source.nodes.flatMap((node): Use[] => {
      const name = calleeOf(node);
      const at = (one: Node): Use => ({ text: textOf(one) ?? [], at: source.lineOf(one) });
      if (name === 'refuse' && outcomesOf(argumentsOf(node)[0]).some(isCode))
        return outcomesOf(argumentsOf(node)[1]).map(at);
      if (name === 'requireHere')
        return outcomesOf(argumentsOf(node)[1]).map((one) => ({
          text: [`${textOf(one)?.join('…')}_not_found`],
          at: source.lineOf(one),
        }));
      if (node.type === 'VariableDeclarator' && (node.id as Node).name === 'reason')
        return outcomesOf(node.init).map(at);
      if (node.type !== 'ObjectExpression' || !property(node, 'code')) return [];
      return outcomesOf(property(node, 'reason')?.value).map(at);
    }),
  );
  const sentences = new Set([...english.keys()].flatMap((key) => /^\w+:errors\.(\w+)$/.exec(key)?.[1] ?? []));

  it('have a sentence for every code', () => {
    expect(errorCodes.filter((code) => !english.has(`app:errors.${code}`))).toEqual([]);
  });

  it('have a sentence for every reason', () => {
    expect(reasons.length).toBeGreaterThan(50);
    const mute = reasons.filter(({ text }) => {
      const [only = ''] = text;
      // The gap at its beginning is a name that every caller gives: `requireHere` above.
      if (only === '' && text.length > 1) return false;
      if (text.length > 1) return ![...sentences].some((reason) => patternOf(text).test(reason));
      return !sentences.has(only) && !saidByTheirCode.includes(only);
    });
    expect([...new Set(mute.map(({ text, at }) => `${text.join('…')} (${at})`))]).toEqual([]);
  });

  it('have no sentence without a reason that is given', () => {
    const given = reasons.map(({ text }) => patternOf(text));
    const idle = [...sentences].filter(
      (one) => !codes.includes(one) && !given.some((pattern) => pattern.test(one)),
    );
    expect(idle).toEqual([]);
  });
});
