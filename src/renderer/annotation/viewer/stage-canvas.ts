import { isHit } from './drawings.ts';
import { followGestures } from './gestures.ts';
import { type Layers, type Painting, paintScene } from './paint.ts';
import { onTile, type Picture } from './pictures.ts';
import type { Scene, SceneShape } from './scene.ts';
import type { PlacedTag } from './tags.ts';
import {
  between,
  fitView,
  held,
  isWithin,
  moved,
  type Point,
  type Rectangle,
  type Size,
  toImage,
  type View,
  viewOf,
  zoomAbout,
} from './view.ts';

/** What the stage shows; everything but where one looks. */
export interface Shown {
  /** Names the image in whose work it is: another one is shown whole at first. */
  id: string;
  scene: Scene | null;
  picture: Picture | null;
  noPicture: string | null;
  layers: Layers;
  findings: ReadonlySet<number> | null;
  selected: number | null;
  rightToLeft: boolean;
}

export interface Heard {
  /** Hundredths of the picture's own size, whole. */
  zoom(percent: number): void;
  /** A finding, by its place, or the ground. */
  pick(finding: number | null): void;
}

export interface Stage {
  show(shown: Shown): void;
  /** There is more to draw of what is shown. */
  redraw(): void;
  /** The whole image; at once where it is another image. */
  fit(isSudden?: boolean): void;
  /** An image pixel on a pixel of CSS, or back to the whole image. */
  toggleOwnSize(at?: Point): void;
  ownSize(): void;
  zoomBy(factor: number): void;
  /** Shares of the stage. */
  panBy(share: Point): void;
  lookAt(part: Rectangle, isSudden?: boolean): void;
  close(): void;
}

/** Milliseconds of the way to a finding. */
const WAY = 110;
const GROUND = '#26272b';

/** Draws on a canvas as large as its element, once a frame at most, and only when there is something new. */
export function createStage(canvas: HTMLCanvasElement, heard: Heard): Stage {
  const context = canvas.getContext('2d', { alpha: false });
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let shown: Shown | null = null;
  let stage: Size = { width: 1, height: 1 };
  let view: View = { scale: 1, x: 0, y: 0 };
  /** Follows the stage's size as long as nobody looked closer. */
  let isFit = true;
  let tags: PlacedTag[] = [];
  let frame = 0;
  let told = Number.NaN;
  let way: { from: View; to: View; since: number } | null = null;

  const size = (): Size => shown?.scene?.size ?? { width: 1, height: 1 };
  const ask = (): void => {
    frame ||= requestAnimationFrame(draw);
  };
  const look = (next: View, fits = false): void => {
    view = next;
    isFit = fits;
    ask();
  };
  const go = (to: View, isSudden: boolean, fits = false): void => {
    isFit = fits;
    if (isSudden || still.matches) {
      way = null;
      look(to, fits);
      return;
    }
    way = { from: view, to, since: performance.now() };
    ask();
  };

  function draw(now: number): void {
    frame = 0;
    if (!context) return;
    if (way) {
      const t = Math.min(1, Math.max(0, (now - way.since) / WAY));
      view = t === 1 ? way.to : between(way.from, way.to, 1 - (1 - t) ** 2, stage);
      if (t === 1) way = null;
      else ask();
    }
    const density = window.devicePixelRatio;
    const [width, height] = [Math.round(stage.width * density), Math.round(stage.height * density)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (!shown?.scene) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = GROUND;
      context.fillRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { scene, picture, noPicture, layers, findings, selected, rightToLeft } = shown;
    const painting: Painting = {
      ...{ scene, picture, noPicture, view, stage, density, layers, selected, rightToLeft },
      ...{ shown: findings, ground: GROUND },
    };
    tags = paintScene(context, painting);
    const percent = Math.round(view.scale * 100);
    if (percent !== told) heard.zoom(percent);
    told = percent;
  }

  const resized = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const before = stage;
    stage = { width, height };
    way = null;
    if (isFit) look(fitView(size(), stage), true);
    else {
      const shift = { x: (width - before.width) / 2, y: (height - before.height) / 2 };
      look(moved(view, shift, size(), stage));
    }
  });
  resized.observe(canvas);

  /** The smallest first: it is meant, for large ones are hit everywhere. */
  const shapesAt = (point: Point): SceneShape[] => {
    const slack = 6 / view.scale;
    const area = (part: Rectangle | null): number => (part ? part.width * part.height : 0);
    return (shown?.scene?.shapes ?? [])
      .filter(
        ({ drawing, bounds }) => bounds && isWithin(point, bounds, slack) && isHit(drawing, point, slack),
      )
      .sort((a, b) => area(a.bounds) - area(b.bounds));
  };

  const pick = (at: Point): void => {
    if (!shown?.scene) return;
    const { marks } = shown.scene;
    const tag = tags.find(
      ({ x, y, width, height }) => at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height,
    );
    if (tag) {
      heard.pick(Number(tag.key));
      return;
    }
    const point = toImage(view, at);
    const found = shapesAt(point).flatMap(
      ({ side, id }) => marks.find((mark) => mark[side] === id && !mark.accepted) ?? [],
    );
    heard.pick(found[0]?.index ?? null);
  };

  let hovered: Point | null = null;
  let hovering = 0;
  /** The labels under the pointer, as the window shows them itself. */
  function nameHovered(): void {
    hovering = 0;
    const at = hovered && toImage(view, hovered);
    const under = at ? shapesAt(at).map(({ label }) => label) : [];
    const title = [...new Set(under)].join(' · ');
    if (canvas.title !== title) canvas.title = title;
  }

  const toggleOwnSize = (at: Point = { x: stage.width / 2, y: stage.height / 2 }): void => {
    const fit = fitView(size(), stage);
    const own = Math.max(1, fit.scale * 2);
    if (view.scale > fit.scale * 1.01) go(fit, false, true);
    else go(zoomAbout(view, at, own / view.scale, size(), stage), false);
  };

  const unfollow = followGestures(canvas, {
    begin: () => {
      way = null;
    },
    moveBy: (by) => look(moved(view, by, size(), stage)),
    zoom: (at, factor) => look(zoomAbout(view, at, factor, size(), stage)),
    press: pick,
    doublePress: toggleOwnSize,
    hover: (at) => {
      hovered = at;
      hovering ||= requestAnimationFrame(nameHovered);
    },
  });
  const untold = onTile(ask);

  return {
    show: (next) => {
      const isOther = next.id !== shown?.id;
      shown = next;
      if (isOther || isFit) look(fitView(size(), stage), true);
      else look(held(view, size(), stage));
    },
    redraw: ask,
    fit: (isSudden = false) => go(fitView(size(), stage), isSudden, true),
    toggleOwnSize,
    ownSize: () => {
      const middle = { x: stage.width / 2, y: stage.height / 2 };
      go(zoomAbout(view, middle, 1 / view.scale, size(), stage), false);
    },
    zoomBy: (factor) => {
      const middle = { x: stage.width / 2, y: stage.height / 2 };
      go(zoomAbout(way?.to ?? view, middle, factor, size(), stage), false);
    },
    panBy: (share) =>
      go(
        moved(way?.to ?? view, { x: share.x * stage.width, y: share.y * stage.height }, size(), stage),
        false,
      ),
    lookAt: (part, isSudden = false) => go(viewOf(part, size(), stage), isSudden),
    close: () => {
      cancelAnimationFrame(frame);
      cancelAnimationFrame(hovering);
      resized.disconnect();
      unfollow();
      untold();
    },
  };
}
