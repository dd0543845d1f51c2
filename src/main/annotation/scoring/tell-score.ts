import type { Output } from '../../../shared/contract/index.ts';
import { figuresOf } from '../../../shared/rules/annotation-figures.ts';
import { proposalFigures } from '../../../shared/rules/proposal-figures.ts';
import { foundIn } from './found.ts';
import type { Scored } from './score-attempt.ts';

/** All that a screen says of a score beside its images. */
export type ToldScore = Omit<Output<'annotation.scoreOf'>, 'state'>;

/** What a list of scores says of one. */
export interface ScoreSummary {
  /** Keys of the findings that were accepted when this was told: with others it is told anew. */
  accepted: string[];
  totals: ToldScore['totals'];
  findings: number;
  acceptedFindings: number;
  unknownLabels: string[];
  /** Notes on her files that a switch of the settings decides. */
  doubts: string[];
}

export interface Measured {
  engine: string;
  figures: Record<string, number>;
}

export interface Telling {
  summary: ScoreSummary;
  told: ToldScore;
  /** What the rubric goes by. */
  measured: Measured;
}

const doubtful: ReadonlySet<string> = new Set(['perhaps_one_based', 'quads_are_boxes', 'quads_are_polygons']);
const MOST_NOTES = 100;

/** Every figure of a score, with the findings that were accepted as fine taken out. */
export function tellScore(scored: Scored, acceptedKeys: readonly string[]): Telling {
  const { result, format, notes, edge } = scored;
  const accepted = new Set(acceptedKeys);
  const figures = figuresOf(result, accepted);
  const { images: imageFigures, ...rest } = figures;
  const images = result.images.map((one, image) => {
    const found = foundIn(one, accepted);
    return {
      ...{ image, name: one.name, found, findings: found.length },
      accepted: found.filter((finding) => finding.accepted).length,
      totals: imageFigures[image]?.totals ?? figures.totals,
    };
  });
  const copied = structuredClone(rest) as Pick<ToldScore, keyof typeof rest & keyof ToldScore>;
  return {
    summary: {
      accepted: [...acceptedKeys],
      totals: figures.totals,
      findings: images.reduce((sum, one) => sum + one.findings, 0),
      acceptedFindings: images.reduce((sum, one) => sum + one.accepted, 0),
      unknownLabels: result.hints.flatMap(({ code, params }) =>
        code === 'label_unknown' ? [String(params.label)] : [],
      ),
      doubts: [...new Set(notes.map(({ code }) => code))].filter((code) => doubtful.has(code)),
    },
    told: {
      ...copied,
      cocoStats: result.cocoStats && {
        box: result.cocoStats.box && [...result.cocoStats.box],
        region: result.cocoStats.region && [...result.cocoStats.region],
      },
      ...{ engine: result.engine, format },
      hints: result.hints.map(({ code, params }) => ({ code, params: { ...params } })),
      notes: notes.slice(0, MOST_NOTES).map(({ code, place, params = {} }) => ({
        ...{ code, place, params: { ...params } },
      })),
      images: images.sort((a, b) => a.totals.taskScore - b.totals.taskScore || a.image - b.image),
    },
    measured: { engine: result.engine, figures: proposalFigures(figures, edge) },
  };
}
