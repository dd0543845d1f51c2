import type { Output } from '../../../shared/contract/index.ts';
import { boundsOf, type Drawing, pathOf } from './drawings.ts';
import type { Painted, PaintedMaps } from './mask-worker.ts';
import { paintMaps, paintMask } from './masks.ts';
import { type Tone, toneOf, toneRgb } from './tones.ts';
import { type Rectangle, type Size, unionOf } from './view.ts';

export type ScoredImage = Output<'annotation.scoredImage'>;
export type Finding = ScoredImage['findings'][number];
export type Side = 'reference' | 'learner';

export interface SceneShape {
  side: Side;
  id: string;
  label: string;
  drawing: Drawing;
  /** Null of a shape without any point. */
  bounds: Rectangle | null;
  /** Null of points and masks. */
  path: Path2D | null;
  /** A mask, once it is painted. */
  painted: Painted | null;
  tone: Tone;
  /** Nobody drew it, or it is to be ignored. */
  dashed: boolean;
}

/** A finding on the image. */
export interface Mark {
  /** Its place among the image's findings. */
  index: number;
  tone: Tone;
  text: string;
  /** Around its shapes; null for what is said of the image as a whole. */
  bounds: Rectangle | null;
  accepted: boolean;
  reference: string | null;
  learner: string | null;
}

/** What is in one of two shapes only: an outline that is filled even-odd, or a picture once it is painted. */
interface Difference {
  bounds: Rectangle;
  path: Path2D | null;
  painted: Painted | null;
}

/** An image with all that is drawn on it, in image pixels. */
export interface Scene {
  name: string;
  size: Size;
  shapes: readonly SceneShape[];
  marks: readonly Mark[];
  /** Paints what pictures of masks are still missing; each call is told when there is more to draw. */
  paint(layers: { difference: boolean }, more: () => void): Promise<void>;
  differences(): readonly Difference[];
  maps(): PaintedMaps | null;
  close(): void;
}

/** The tone of a shape is that of the worst that is said of it. */
const rank: readonly Tone[] = ['wrong', 'extra', 'missing'];

/**
 * @param pictureSize for an image whose size no file says
 * @param textOf what stands on a finding's tag
 */
export function sceneOf(
  image: ScoredImage,
  pictureSize: Size | null,
  textOf: (finding: Finding) => string,
): Scene {
  const tones = new Map<string, Tone>();
  for (const { code, reference, learner, accepted } of image.findings) {
    if (accepted) continue;
    const tone = toneOf(code);
    // A shape that is near what is missing is blamed for nothing, and the other way round.
    const blamed = tone === 'missing' ? [`reference ${reference}`] : [`learner ${learner}`];
    for (const key of blamed)
      if (rank.includes(tone) && !(rank.indexOf(tones.get(key) ?? 'right') > rank.indexOf(tone)))
        tones.set(key, tone);
  }
  const ignored = new Set(
    image.outcomes.flatMap((one) =>
      one.kind === 'ignored' ? [`reference ${one.reference}`, `learner ${one.learner}`] : [],
    ),
  );
  const shapes = (['reference', 'learner'] as const).flatMap((side) =>
    image[side].shapes.map(({ id, label, crowd, drawing }): SceneShape => {
      const tone = tones.get(`${side} ${id}`) ?? (crowd || ignored.has(`${side} ${id}`) ? 'other' : 'right');
      return {
        ...{ side, id, label, drawing, tone, painted: null },
        bounds: boundsOf(drawing),
        path: pathOf(drawing),
        dashed: side === 'reference' && tone !== 'right',
      };
    }),
  );
  const byId = new Map(shapes.map((shape) => [`${shape.side} ${shape.id}`, shape]));
  const boundsFor = (finding: Finding): Rectangle | null =>
    unionOf(
      (['reference', 'learner'] as const).flatMap((side) => {
        const id = finding[side];
        return (id !== null && byId.get(`${side} ${id}`)?.bounds) || [];
      }),
    );
  const marks = image.findings.map(
    (finding, index): Mark => ({
      ...{ index, tone: toneOf(finding.code), text: textOf(finding), bounds: boundsFor(finding) },
      ...{ accepted: finding.accepted !== null, reference: finding.reference, learner: finding.learner },
    }),
  );
  const size =
    image.size ??
    pictureSize ??
    image.reference.semantic ??
    image.learner.semantic ??
    reach(shapes.flatMap(({ bounds }) => bounds ?? []));
  let differences: Difference[] | null = null;
  let maps: PaintedMaps | null = null;
  let isClosed = false;
  const pairs = (): [SceneShape | undefined, SceneShape | undefined][] =>
    image.outcomes
      .filter(({ kind }) => kind !== 'ignored')
      .map(({ reference, learner }) => [byId.get(`reference ${reference}`), byId.get(`learner ${learner}`)]);

  const paint: Scene['paint'] = async (layers, more) => {
    const add = (painted: Painted | null, put: (painted: Painted) => void): void => {
      if (!painted) return;
      if (isClosed) {
        painted.bitmap.close();
        painted.far?.close();
      } else {
        put(painted);
        more();
      }
    };
    const { reference, learner } = { reference: image.reference.semantic, learner: image.learner.semantic };
    const work: Promise<void>[] = [];
    if (!maps && (reference || learner))
      work.push(
        paintMaps({ kind: 'maps', reference, learner, size }).then((painted) => {
          maps = painted;
          more();
        }),
      );
    for (const shape of shapes)
      if (shape.drawing.kind === 'mask' && shape.bounds && !shape.painted)
        work.push(
          paintMask({
            ...{ kind: 'mask', mask: shape.drawing, bounds: shape.bounds },
            color: shape.side === 'reference' && !shape.dashed ? [255, 255, 255] : toneRgb(shape.tone),
            fill: shape.side === 'reference' ? 0 : 0.26,
          }).then((painted) => add(painted, (one) => (shape.painted = one))),
        );
    if (layers.difference && !differences) {
      differences = pairs().flatMap(([one, other]) => differenceOf(one, other) ?? []);
      pairs().forEach(([one, other]) => {
        const bounds = unionOf([one?.bounds ?? [], other?.bounds ?? []].flat());
        const hasMask = one?.drawing.kind === 'mask' || other?.drawing.kind === 'mask';
        if (!bounds || !hasMask) return;
        const difference: Difference = { bounds, path: null, painted: null };
        differences?.push(difference);
        work.push(
          paintMask({
            ...{ kind: 'difference', bounds },
            shapes: [one?.drawing ?? null, other?.drawing ?? null],
          }).then((painted) => add(painted, (it) => (difference.painted = it))),
        );
      });
    }
    await Promise.all(work);
  };
  return {
    ...{ name: image.name, size: { width: size.width, height: size.height }, shapes, marks, paint },
    differences: () => differences ?? [],
    maps: () => maps,
    close: () => {
      isClosed = true;
      for (const { painted } of shapes) {
        painted?.bitmap.close();
        painted?.far?.close();
      }
      for (const one of differences ?? []) one.painted?.bitmap.close();
      for (const one of [maps?.reference, maps?.learner, maps?.difference]) one?.bitmap.close();
    },
  };
}

/** Two outlines filled even-odd together leave what both have. */
function differenceOf(one: SceneShape | undefined, other: SceneShape | undefined): Difference | null {
  const shapes = [one ?? [], other ?? []].flat();
  const bounds = unionOf(shapes.flatMap((shape) => shape.bounds ?? []));
  const areas = shapes.filter(({ drawing }) => drawing.kind !== 'line' && drawing.kind !== 'points');
  if (!bounds || areas.length === 0 || areas.some(({ drawing }) => drawing.kind === 'mask')) return null;
  const path = new Path2D();
  for (const shape of areas) if (shape.path) path.addPath(shape.path);
  return { bounds, path, painted: null };
}

/** An image whose size nobody says is as large as its shapes reach. */
function reach(parts: readonly Rectangle[]): Size {
  const all = unionOf(parts);
  return {
    width: Math.max(1, (all?.x ?? 0) + (all?.width ?? 1)),
    height: Math.max(1, (all?.y ?? 0) + (all?.height ?? 1)),
  };
}
