import type { CollectionImage } from '../../../shared/contract/annotation-collection.ts';
import type { BriefCode } from '../../../shared/rules/image-brief.ts';
import type { PictureType } from '../../../shared/rules/pictures.ts';
import { numberText, type Words } from '../../app/words.ts';
import { leftToRight } from '../../ui/left-to-right.ts';

type Finding = CollectionImage['findings'][number];

export const formatNames: Record<PictureType, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
};

const formatOf = (type: unknown): string => formatNames[type as PictureType] ?? String(type);

/** In a word or two, below a small picture. */
export const shortFinding = (t: Words, { code }: Finding): string =>
  t(`collection:code.${code as BriefCode}`);

/** The whole sentence. */
export function findingText(t: Words, { code, params }: Finding): string {
  const number = (name: string): string => numberText(Number(params[name] ?? 0));
  return t(`collection:finding.${code as BriefCode}`, {
    size: leftToRight(`${number('width')} × ${number('height')}`),
    least: number('least'),
    format: formatOf(params.type),
    other: leftToRight(String(params.other ?? '')),
    sharpness: number('sharpness'),
    pattern: leftToRight(String(params.pattern ?? '')),
  });
}
