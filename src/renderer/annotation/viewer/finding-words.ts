import type { FindingCode } from '../../../shared/rules/annotation-score.ts';
import type { Words } from '../../app/words.ts';
import type { Finding, ScoredImage } from './scene.ts';
import type { Rectangle, Size } from './view.ts';

/** Words and digits of the language in which findings are told: that of the screen, or of a sheet. */
export interface FindingWords {
  t: Words;
  number(value: number): string;
  list(parts: readonly (string | null)[]): string;
}

/** Labels are mostly Latin, also inside of a sentence that is not. */
const apart = (text: string | number): string => `\u2068${text}\u2069`;

const edges = ['left', 'top', 'right', 'bottom'] as const;

function edgesText({ t, list }: FindingWords, params: Finding['params']): string {
  return list(
    edges.map((edge) => {
      const px = params[edge];
      return typeof px === 'number' ? t(`viewer:edge.${edge}`, { px }) : null;
    }),
  );
}

interface Named {
  code: FindingCode;
  label: string;
  expected: string;
  given: string;
  attribute: string;
}

/** What a finding is about, by the labels of its shapes. */
function named(image: ScoredImage, { code, reference, learner, params }: Finding): Named {
  const labelOf = (side: 'reference' | 'learner', id: string | null): string | null => {
    if (id === null) return null;
    const all = [...image[side].shapes, ...image[side].tags];
    // A region of a label map is called what its label is.
    return all.find((one) => one.id === id)?.label ?? id;
  };
  const [expected, given] = [labelOf('reference', reference), labelOf('learner', learner)];
  const isHers = code === 'extra' || code === 'duplicate' || code === 'covered' || code === 'out_of_image';
  return {
    code: code as FindingCode,
    label: apart((isHers ? (given ?? expected) : (expected ?? given)) ?? ''),
    expected: apart(params.expected ?? expected ?? ''),
    given: apart(params.given ?? given ?? ''),
    attribute: apart(params.attribute ?? ''),
  };
}

/** A few words for a tag beside the shape. */
export function tagText(words: FindingWords, image: ScoredImage, finding: Finding): string {
  const { t } = words;
  const { code, expected, given } = named(image, finding);
  const what = t(`viewer:code.${code}`);
  if (code === 'wrong_label') return t('viewer:tag.wrong_label', { given, expected });
  const found = edgesText(words, finding.params);
  return found === '' ? what : t('viewer:tag.edges', { what, edges: found });
}

/** A finding in one line of a list. */
export function findingText(words: FindingWords, image: ScoredImage, finding: Finding): string {
  const { t } = words;
  const values = named(image, finding);
  const { code } = values;
  if (code === 'size_differs') return t('viewer:finding.size_differs', sizes(words, finding.params));
  if (code === 'attribute_differs' && (finding.params.given ?? '') === '')
    return t('viewer:finding.attribute_unset', { ...values });
  const what = t(`viewer:finding.${code}`, { ...values });
  return words.list([what, edgesText(words, finding.params) || null]);
}

function sizes({ number }: FindingWords, params: Finding['params']) {
  const size = (width: unknown, height: unknown): string =>
    apart(`${number(Number(width))} × ${number(Number(height))}`);
  return {
    expected: size(params.width, params.height),
    given: size(params.givenWidth, params.givenHeight),
  };
}

/** Where something lies in the image, by thirds. */
export function whereText({ t }: FindingWords, part: Rectangle, size: Size): string {
  const third = (middle: number, length: number): 0 | 1 | 2 =>
    middle < length / 3 ? 0 : middle < (2 * length) / 3 ? 1 : 2;
  const across = third(part.x + part.width / 2, size.width);
  const down = third(part.y + part.height / 2, size.height);
  const places = [
    ['top_left', 'top', 'top_right'],
    ['left', 'middle', 'right'],
    ['bottom_left', 'bottom', 'bottom_right'],
  ] as const;
  return t(`viewer:where.${places[down][across]}`);
}

const untold = new Set(['size_differs', 'image_missing']);

/** A finding told to her who drew it; of the file as a whole as it is told to everybody. */
export function toldText(words: FindingWords, image: ScoredImage, finding: Finding): string {
  const values = named(image, finding);
  if (untold.has(values.code)) return findingText(words, image, finding);
  const code = values.code as Exclude<FindingCode, 'size_differs' | 'image_missing'>;
  const what = words.t(`viewer:told.${code}`, { ...values });
  return words.list([what, edgesText(words, finding.params) || null]);
}
