import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'src/renderer/app/languages');

export const rooms = [
  'app',
  'center',
  'roster',
  'sessions',
  'attendance',
  'assessments',
  'programs',
  'register',
  'paper',
  'bundles',
  'submissions',
  'viewer',
  'scores',
  'collection',
] as const;
export const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type Category = (typeof categories)[number];

/** Every word of a language: `room:key` (plural forms apart) to its text. */
export function catalogOf(language: string): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string') words.set(key, node);
    else if (node !== null && typeof node === 'object')
      for (const [name, child] of Object.entries(node))
        walk(child, key.endsWith(':') ? `${key}${name}` : `${key}.${name}`);
    else throw new TypeError(`${language} ${key} is no text`);
  };
  for (const room of rooms)
    walk(JSON.parse(readFileSync(join(folder, language, `${room}.json`), 'utf8')), `${room}:`);
  return words;
}

export const english = catalogOf('en');

const suffix = /_(zero|one|two|few|many|other)$/;

/** The key that `t` is given, and the plural form; `roster:x_one` has one only where English counts with `x`. */
export function formOf(key: string): { base: string; category: Category | null } {
  const found = suffix.exec(key);
  const base = key.replace(suffix, '');
  if (!found || !english.has(`${base}_one`) || !english.has(`${base}_other`))
    return { base: key, category: null };
  return { base, category: found[1] as Category };
}

/** What `t` can be called with: English keys without their plural forms. */
export const callable = new Set([...english.keys()].map((key) => formOf(key).base));

/** The parts of a syntax tree that the tests look at. */
export interface Node {
  type: string;
  start: number;
  [part: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && typeof (value as Node).type === 'string';

export interface Source {
  /** From the root of the repository. */
  file: string;
  tsx: boolean;
  lineOf(node: Node): string;
  /** Every node, parents first. */
  nodes: Node[];
}

export function sourcesUnder(...folders: string[]): Source[] {
  return folders.flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => read(join(root, name, file))),
  );
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const { program, errors } = parseSync(path, text);
  const file = relative(root, path);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const nodes: Node[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (isNode(value)) {
      nodes.push(value);
      for (const part of Object.values(value)) walk(part);
    }
  };
  walk(program);
  return {
    file,
    tsx: path.endsWith('.tsx'),
    nodes,
    lineOf: (node) => `${file}:${text.slice(0, node.start).split('\n').length}`,
  };
}

/** A text that code holds: its fixed parts, with a gap between each two. One part is a plain literal. */
export type Text = readonly string[];

export function textOf(node: Node): Text | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : null;
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked);
}

/** The texts that an expression can come to, as far as it says so itself. */
export function outcomesOf(node: unknown): Node[] {
  if (!isNode(node)) return [];
  if (textOf(node)) return [node];
  switch (node.type) {
    case 'ConditionalExpression':
      return [...outcomesOf(node.consequent), ...outcomesOf(node.alternate)];
    case 'LogicalExpression':
      return [...outcomesOf(node.left), ...outcomesOf(node.right)];
    case 'ArrayExpression':
      return (node.elements as unknown[]).flatMap(outcomesOf);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return outcomesOf(node.expression);
    default:
      return [];
  }
}

/** The name by which something is called: `t` for `t(…)` and for `i18next.t(…)`. */
export function calleeOf(node: Node): string | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const callee = node.callee as Node;
  if (callee.type === 'Identifier') return callee.name as string;
  if (callee.type === 'MemberExpression') return ((callee.property as Node).name as string) ?? null;
  return null;
}

export const argumentsOf = (node: Node): Node[] => (node.arguments as Node[] | undefined) ?? [];

/** Fits whatever can stand in the gaps of a text. */
export const patternOf = (text: Text): RegExp =>
  new RegExp(`^${text.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^:.]+')}$`);
