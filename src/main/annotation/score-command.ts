import { parseArgs } from 'node:util';
import { figuresOf } from '../../shared/rules/annotation-figures.ts';
import {
  type CocoStats,
  defaultScoreSettings,
  type FileHash,
  type ScoreHint,
  type ScoreResult,
  type ScoreSettings,
} from '../../shared/rules/annotation-score.ts';
import type { AnnotationSet, Family, ReadingNote } from '../../shared/rules/annotations.ts';
import { hashFiles } from './hash-files.ts';
import type { Reading, ReadOptions } from './read/format-reader.ts';
import { openFiles } from './read/open-files.ts';
import { readAnnotations } from './read/read-annotations.ts';
import { ReadingError } from './read/reading-error.ts';
import { readSides } from './read-sides.ts';
import { families } from './score/families.ts';
import { type ScoredFiles, ScoreRefused, score } from './score/score.ts';

const usage =
  'score --reference FILE_OR_FOLDER --learner FILE_OR_FOLDER [--iou 0.5] [--mode default|coco] [--family box|region|point|line|tag] [--coco-stats] --json';

/** Input that cannot be scored; the message is the one line. */
class BadInput extends Error {}

interface Request {
  reference: string;
  learner: string;
  json: boolean;
  settings: ScoreSettings;
}

function readRequest(words: readonly string[]): Request {
  const { values } = parseOptions(words);
  const { reference, learner, mode, family } = values;
  if (!reference || !learner) throw new BadInput(`usage: ${usage}`);
  const iou = Number(values.iou ?? defaultScoreSettings.iou);
  if (!(iou > 0 && iou <= 1)) throw new BadInput(`--iou ${values.iou}: a number above 0 and at most 1`);
  if (mode !== undefined && mode !== 'default' && mode !== 'coco')
    throw new BadInput(`--mode ${mode}: default or coco`);
  const asked = families.find((known) => known === family) ?? null;
  if (family !== undefined && asked === null)
    throw new BadInput(`--family ${family}: one of ${families.join(', ')}`);
  return {
    reference,
    learner,
    json: values.json ?? false,
    settings: {
      ...defaultScoreSettings,
      iou,
      mode: mode ?? defaultScoreSettings.mode,
      family: asked,
      cocoStats: values['coco-stats'] ?? false,
    },
  };
}

function parseOptions(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        reference: { type: 'string' },
        learner: { type: 'string' },
        iou: { type: 'string' },
        mode: { type: 'string' },
        family: { type: 'string' },
        'coco-stats': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : String(error)} usage: ${usage}`);
  }
}

interface Given {
  files: FileHash[];
  reading: Reading;
}

/** Errors name the location that was given, for both sides may have files of one name. */
async function readLocation(location: string, options: ReadOptions): Promise<Given> {
  try {
    const files = await openFiles(location);
    try {
      return { reading: await readAnnotations(files, options), files: await hashFiles(files) };
    } finally {
      await files.close();
    }
  } catch (error) {
    if (error instanceof ReadingError && error.code !== 'sizes_needed') throw badFile(location, error);
    throw error;
  }
}

function badFile(location: string, { code, place, params }: ReadingError): BadInput {
  const more = Object.entries(params).map(([key, value]) => `, ${key} ${value}`);
  return new BadInput(`${location}: ${code.replaceAll('_', ' ')} at ${place || 'the whole'}${more.join('')}`);
}

async function readBoth(request: Request): Promise<[ScoredFiles, ScoredFiles, boolean]> {
  const hashes = new Map<string, FileHash[]>();
  const from = (side: 'reference' | 'learner') => async (options: ReadOptions) => {
    const { reading, files } = await readLocation(request[side], options);
    hashes.set(side, files);
    return reading;
  };
  const { reference, learner, sizesAssumed } = await readSides(from('reference'), from('learner'));
  return [
    { set: reference.set, files: hashes.get('reference') ?? [] },
    { set: learner.set, files: hashes.get('learner') ?? [] },
    sizesAssumed,
  ];
}

function report(
  result: ScoreResult,
  learner: AnnotationSet,
  notes: Record<'reference' | 'learner', readonly ReadingNote[]>,
) {
  const { totals, perClass, images, ...more } = figuresOf(result);
  const { engine, settings, reference, learner: learnerFiles, hints, cocoStats } = result;
  return {
    engine,
    settings,
    files: { reference, learner: learnerFiles },
    totals,
    perClass,
    images: images.map(({ name, totals: counts }, index) => ({
      name,
      learner: result.images[index]?.learnerName ?? null,
      ...counts,
      findings: result.images[index]?.findings ?? [],
    })),
    ...more,
    ...(cocoStats
      ? { cocoStats: statsOf(cocoStats, settings.family, learner), cocoStatsByFamily: cocoStats }
      : {}),
    hints,
    notes,
  };
}

/** The 12 figures of the family that was asked for; else of regions, if the learner has some, or of boxes. */
function statsOf(
  { box, region }: NonNullable<ScoreResult['cocoStats']>,
  asked: Family | null,
  learner: AnnotationSet,
): CocoStats | null {
  if (asked !== null) return asked === 'box' ? box : region;
  const hasRegions = learner.images.some(({ shapes }) =>
    shapes.some(({ geometry }) => geometry.kind !== 'box'),
  );
  return (hasRegions ? region : box) ?? box ?? region;
}

function inWords({ totals }: ReturnType<typeof report>): string {
  return Object.entries(totals)
    .map(([name, value]) => `${name.padEnd(14)}${Number.isInteger(value) ? value : value.toFixed(4)}\n`)
    .join('');
}

/** What a command leaves behind. */
export interface CommandResult {
  exitCode: 0 | 2;
  output: string;
  error: string;
}

/**
 * `npm run --silent score -- --reference FILE_OR_FOLDER --learner FILE_OR_FOLDER [--iou 0.5] [--mode default|coco]
 * [--family box|region|point|line|tag] [--coco-stats] --json`: one JSON object on standard output. Bad input exits 2
 * with one line on standard error that names the file and the place in it.
 */
export async function scoreCommand(words: readonly string[]): Promise<CommandResult> {
  try {
    const request = readRequest(words);
    const [reference, learner, sizesAssumed] = await readBoth(request);
    const scored = score(reference, learner, request.settings);
    const assumed: ScoreHint[] = sizesAssumed ? [{ code: 'sizes_assumed', params: {} }] : [];
    const result = { ...scored, hints: [...scored.hints, ...assumed] };
    const answer = report(result, learner.set, {
      reference: reference.set.notes,
      learner: learner.set.notes,
    });
    return { exitCode: 0, output: request.json ? `${JSON.stringify(answer)}\n` : inWords(answer), error: '' };
  } catch (error) {
    if (!(error instanceof BadInput || error instanceof ScoreRefused)) throw error;
    return { exitCode: 2, output: '', error: `${error.message}\n` };
  }
}
