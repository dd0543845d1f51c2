import type { Painted } from './mask-worker.ts';
import { type Picture, type PlacedTile, tilesFor } from './pictures.ts';
import type { Mark, Scene, SceneShape } from './scene.ts';
import { type PlacedTag, placeTags } from './tags.ts';
import { differenceColor, rgb, toneColor } from './tones.ts';
import { overlaps, type Rectangle, type Size, type View, visiblePart } from './view.ts';

/** What is drawn over the picture. */
export interface Layers {
  reference: boolean;
  learner: boolean;
  difference: boolean;
  /** The picture is darkened, so that outlines stand out. */
  dim: boolean;
}

export interface Painting {
  scene: Scene;
  picture: Picture | null;
  /** What stands in place of a picture that is not here. */
  noPicture: string | null;
  view: View;
  stage: Size;
  /** Pixels of the canvas for each CSS pixel. */
  density: number;
  layers: Layers;
  /** Findings that have tags; null is all. */
  shown: ReadonlySet<number> | null;
  selected: number | null;
  rightToLeft: boolean;
  ground: string;
  /** Sharp parts of the picture that are here already, in its own pixels; otherwise they are sent for. */
  patches?: readonly PlacedTile[];
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const FONT = "600 11px 'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif";
const TAG_HEIGHT = 18;
const TAG_PADDING = 6;

/** Draws an image with what was drawn on it; returns where its tags are, CSS pixels of the stage. */
export function paintScene(context: Context, painting: Painting): PlacedTag[] {
  const { scene, view, stage, density, layers } = painting;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.fillStyle = painting.ground;
  context.fillRect(0, 0, stage.width, stage.height);
  const visible = visiblePart(view, scene.size, stage);
  paintPicture(context, painting, visible);
  toImagePixels(context, painting);
  if (layers.dim) {
    context.fillStyle = rgb([0, 0, 0], 0.5);
    context.fillRect(0, 0, scene.size.width, scene.size.height);
  }
  const maps = scene.maps();
  context.imageSmoothingEnabled = false;
  if (layers.learner && !layers.difference) put(context, maps?.learner);
  if (layers.difference) put(context, maps?.difference);
  if (layers.reference) put(context, maps?.reference);
  context.imageSmoothingEnabled = true;

  const isSeen = ({ bounds }: { bounds: Rectangle | null }): boolean =>
    bounds !== null && overlaps(bounds, visible);
  const seen = scene.shapes.filter((shape) => isSeen(shape) || isBeyondImage(shape, painting));
  const chosen = scene.marks.find(({ index }) => index === painting.selected);
  const isChosen = ({ side, id }: SceneShape): boolean => chosen !== undefined && chosen[side] === id;
  if (layers.learner)
    for (const shape of seen)
      if (shape.side === 'learner') paintLearner(context, shape, painting, isChosen(shape));
  if (layers.difference) {
    context.fillStyle = rgb(differenceColor, 0.55);
    for (const difference of scene.differences()) {
      if (!isSeen(difference)) continue;
      if (difference.path) context.fill(difference.path, 'evenodd');
      put(context, difference.painted);
    }
  }
  if (layers.reference)
    for (const shape of seen)
      if (shape.side === 'reference') paintReference(context, shape, painting, isChosen(shape));
  context.setLineDash([]);
  context.setTransform(density, 0, 0, density, 0, 0);
  return paintTags(context, painting);
}

function toImagePixels(context: Context, { view, density }: Painting): void {
  const scale = view.scale * density;
  context.setTransform(scale, 0, 0, scale, view.x * density, view.y * density);
}

/** @param scale pixels of the canvas for each of the image: from afar a rim is wider than its pixel */
const put = (context: Context, painted: Painted | null | undefined, scale = 1): void => {
  if (!painted) return;
  const { x, y, width, height } = painted.at;
  const isFar = painted.rim * scale < 1.5;
  context.drawImage((isFar && painted.far) || painted.bitmap, x, y, width, height);
};

/** Shapes may lie beyond the image, and then they are seen beside it. */
const isBeyondImage = ({ bounds }: SceneShape, { view, stage }: Painting): boolean =>
  bounds !== null &&
  overlaps(
    {
      ...{ x: bounds.x * view.scale + view.x, y: bounds.y * view.scale + view.y },
      ...{ width: bounds.width * view.scale, height: bounds.height * view.scale },
    },
    { x: 0, y: 0, ...stage },
  );

function paintPicture(context: Context, painting: Painting, visible: Rectangle): void {
  const { picture, scene, view, density, stage } = painting;
  const { width, height } = scene.size;
  const at = { x: view.x, y: view.y, width: width * view.scale, height: height * view.scale };
  if (!picture) {
    context.fillStyle = '#3a3d45';
    context.fillRect(at.x, at.y, at.width, at.height);
    if (painting.noPicture === null) return;
    context.font = FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = '#b9bcc4';
    context.fillText(painting.noPicture, stage.width / 2, at.y + at.height / 2, stage.width);
    return;
  }
  const { bitmap } = picture;
  const shown = view.scale * density * (width / bitmap.width);
  context.imageSmoothingEnabled = view.scale * density < 3;
  context.imageSmoothingQuality = shown < 0.6 ? 'medium' : 'low';
  // Only what is on the stage: the rest would be scaled for nothing.
  const [across, down] = [bitmap.width / width, bitmap.height / height];
  context.drawImage(
    bitmap,
    ...([visible.x * across, visible.y * down, visible.width * across, visible.height * down] as const),
    ...([view.x + visible.x * view.scale, view.y + visible.y * view.scale] as const),
    ...([visible.width * view.scale, visible.height * view.scale] as const),
  );
  // Annotations may be drawn on a picture of another size: its pixels are not theirs.
  const [wide, high] = [width / picture.size.width, height / picture.size.height];
  const part = {
    ...{ x: visible.x / wide, y: visible.y / high },
    ...{ width: visible.width / wide, height: visible.height / high },
  };
  for (const tile of painting.patches ?? tilesFor(picture, part, view.scale * density * wide)) {
    const left = view.x + tile.x * wide * view.scale;
    const top = view.y + tile.y * high * view.scale;
    // Whole pixels of the screen: between tiles that end within one, the ground would shine through.
    const [x, y] = [Math.round(left * density) / density, Math.round(top * density) / density];
    const right = Math.round((left + tile.width * wide * view.scale) * density) / density;
    const bottom = Math.round((top + tile.height * high * view.scale) * density) / density;
    context.drawImage(tile.bitmap, x, y, right - x, bottom - y);
  }
}

/** CSS pixels of a point's radius. */
const POINT = 4;

function paintLearner(
  context: Context,
  shape: SceneShape,
  { view, density }: Painting,
  isChosen: boolean,
): void {
  put(context, shape.painted, view.scale * density);
  const width = isChosen ? 3 : 1.75;
  context.setLineDash([]);
  context.lineWidth = width / view.scale;
  context.strokeStyle = toneColor(shape.tone);
  if (shape.path) {
    context.fillStyle = toneColor(shape.tone, isChosen ? 0.34 : 0.24);
    if (shape.drawing.kind !== 'line') context.fill(shape.path, 'evenodd');
    context.stroke(shape.path);
  }
  eachPoint(shape, (x, y) => {
    context.beginPath();
    context.arc(x, y, POINT / view.scale, 0, 2 * Math.PI);
    context.fillStyle = toneColor(shape.tone);
    context.fill();
  });
}

function paintReference(
  context: Context,
  shape: SceneShape,
  { view, density }: Painting,
  isChosen: boolean,
): void {
  put(context, shape.painted, view.scale * density);
  const px = 1 / view.scale;
  // A dark rim lets a light line be seen on a light ground too.
  const strokes: [color: string, width: number, dash: number[]][] =
    shape.tone === 'missing'
      ? [
          [rgb([255, 255, 255], 0.95), isChosen ? 4.5 : 3.5, []],
          [toneColor('missing'), isChosen ? 3 : 2, [6, 4]],
        ]
      : [
          [rgb([0, 0, 0], 0.5), isChosen ? 4.5 : 3.25, []],
          [rgb([255, 255, 255]), isChosen ? 2.5 : 1.5, shape.dashed ? [3, 3] : []],
        ];
  for (const [color, width, dash] of strokes) {
    context.strokeStyle = color;
    context.lineWidth = width * px;
    context.setLineDash(dash.map((length) => length * px));
    if (shape.path) context.stroke(shape.path);
    eachPoint(shape, (x, y) => {
      context.beginPath();
      context.arc(x, y, (POINT + 1.5) * px, 0, 2 * Math.PI);
      context.stroke();
    });
  }
}

function eachPoint({ drawing }: SceneShape, take: (x: number, y: number) => void): void {
  if (drawing.kind !== 'points') return;
  for (let at = 0; at + 1 < drawing.points.length; at += 2)
    if (drawing.visible?.[at / 2] !== 0) take(drawing.points[at] ?? 0, drawing.points[at + 1] ?? 0);
}

/** Of several findings about the same shapes the one in focus has the tag, else the first: the list has them all. */
function oneEach(marks: readonly Mark[], selected: number | null): Mark[] {
  const byShapes = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.reference} ${mark.learner}`;
    if (!byShapes.has(key) || mark.index === selected) byShapes.set(key, mark);
  }
  return [...byShapes.values()];
}

function paintTags(context: Context, painting: Painting): PlacedTag[] {
  const { scene, view, stage, shown, selected, rightToLeft } = painting;
  context.font = FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.direction = rightToLeft ? 'rtl' : 'ltr';
  const tagged = oneEach(
    scene.marks.filter(
      ({ index, accepted, bounds }) => bounds && !accepted && (shown === null || shown.has(index)),
    ),
    selected,
  );
  const placed = placeTags(
    tagged.map(({ index, text, bounds }) => ({
      ...{ key: String(index), isFirst: index === selected, beside: onStage(bounds, view) },
      size: { width: Math.ceil(context.measureText(text).width) + 2 * TAG_PADDING, height: TAG_HEIGHT },
    })),
    stage,
    rightToLeft,
  );
  const byKey = new Map<string, Mark>(tagged.map((mark) => [String(mark.index), mark]));
  for (const tag of placed.toReversed()) {
    const mark = byKey.get(tag.key);
    if (!mark) continue;
    context.beginPath();
    context.roundRect(tag.x, tag.y, tag.width, tag.height, 3);
    context.fillStyle = toneColor(mark.tone);
    context.fill();
    if (mark.index === selected) {
      context.strokeStyle = '#fff';
      context.lineWidth = 1.5;
      context.stroke();
    }
    context.fillStyle = '#fff';
    context.fillText(mark.text, tag.x + TAG_PADDING, tag.y + tag.height / 2 + 0.5);
  }
  return placed;
}

const nowhere: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

function onStage(bounds: Rectangle | null, view: View): Rectangle {
  const { x, y, width, height } = bounds ?? nowhere;
  return {
    ...{ x: x * view.scale + view.x, y: y * view.scale + view.y },
    ...{ width: width * view.scale, height: height * view.scale },
  };
}
