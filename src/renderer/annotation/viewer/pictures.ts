import { bridge, call } from '../../app/bridge.ts';
import {
  type BasePicture,
  type PictureTask,
  TILE,
  type Tile,
  type TilePlace,
  type WantedTiles,
} from './picture-worker.ts';
import { type Asked, askWorker } from './turns.ts';
import type { Rectangle, Size } from './view.ts';

/** A picture as far as it is here: small enough to be drawn whole, and parts of it at their own size. */
export interface Picture extends BasePicture {
  id: string;
}

/** Where a picture is asked for. */
export interface PictureOf {
  assessmentId: string;
  attemptId: string;
  image: number;
}

/** Pixels of the longer side of what is drawn whole: as many as a stage has. */
const BASE = 1600;
const MOST_BASES = 8;
const MOST_TILES = 96;
/** Milliseconds after the last screen with pictures is gone until their memory is given back. */
const LINGER = 10_000;

const bases = new Map<string, Promise<Picture | null>>();
/** Those of them that are here. What is drawn may leave meanwhile, so that none is closed by hand. */
const ready = new Map<string, Picture | null>();
const tiles = new Map<string, ImageBitmap>();
const listeners = new Set<() => void>();
let asked: Asked<PictureTask, BasePicture | ImageBitmap> | null = null;
let users = 0;
let ending: ReturnType<typeof setTimeout> | undefined;
let lastWanted = '';

const nameOf = (picture: string, { level, column, row }: TilePlace): string =>
  `${picture} ${level} ${column} ${row}`;

function worker(): Asked<PictureTask, BasePicture | ImageBitmap> {
  asked ??= askWorker(
    new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' }),
    (message) => {
      const { picture, bitmap, ...place } = message as Tile;
      remember(tiles, nameOf(picture, place), bitmap, MOST_TILES, (old) => old.close());
      for (const listener of listeners) listener();
    },
  );
  return asked;
}

/** The oldest leave. */
function remember<T>(
  map: Map<string, T>,
  key: string,
  value: T,
  most: number,
  leave: (old: T) => void = () => undefined,
): void {
  map.delete(key);
  map.set(key, value);
  for (const [old, one] of [...map].slice(0, -most)) {
    map.delete(old);
    leave(one);
  }
}

/** Pictures stay in memory for as long as a screen uses them; the function ends that. */
export function holdPictures(): () => void {
  users += 1;
  clearTimeout(ending);
  return () => {
    users -= 1;
    if (users > 0) return;
    ending = setTimeout(() => {
      asked?.end();
      asked = null;
      lastWanted = '';
      for (const tile of tiles.values()) tile.close();
      tiles.clear();
      bases.clear();
      ready.clear();
      small.clear();
    }, LINGER);
  };
}

const addressOf = async (of: PictureOf): Promise<string | null> => {
  const { blob } = await call('annotation.picture', of);
  return blob === null ? null : bridge.blobAddress(blob);
};

async function load(id: string, of: PictureOf, size: Size | null, keeps: boolean): Promise<Picture | null> {
  const address = await addressOf(of);
  if (address === null) return null;
  try {
    const base = await worker().ask({ kind: 'base', picture: id, address, size, most: BASE, keeps });
    return 'bitmap' in base ? { id, ...base } : null;
  } catch {
    // Damaged, or of a kind that no browser draws: the shapes are shown without it.
    return null;
  }
}

/**
 * The picture of an image, null where there is none.
 * @param id the same for the same picture, in whoever's work it is
 * @param keeps it is looked at now, and may be magnified
 */
export function loadPicture(
  id: string,
  of: PictureOf,
  size: Size | null,
  keeps: boolean,
): Promise<Picture | null> {
  const known = bases.get(id) ?? load(id, of, size, keeps);
  remember(bases, id, known, MOST_BASES);
  known.then(
    (picture) => remember(ready, id, picture, MOST_BASES),
    () => bases.delete(id),
  );
  return known;
}

/** A picture that is here already; undefined before that. */
export const readyPicture = (id: string): Picture | null | undefined => ready.get(id);

/**
 * A part of an image from its picture as it was taken in, on at most so many pixels. Null where it cannot be had.
 * @param visible in pixels of the image, whose size is `image`
 */
export async function cropPicture(
  { id, size }: Picture,
  of: PictureOf,
  visible: Rectangle,
  image: Size,
  pixels: Size,
): Promise<PlacedTile | null> {
  const [across, down] = [size.width / image.width, size.height / image.height];
  const x = Math.floor(visible.x * across);
  const y = Math.floor(visible.y * down);
  const width = Math.min(size.width - x, Math.ceil(visible.width * across) + 1);
  const height = Math.min(size.height - y, Math.ceil(visible.height * down) + 1);
  const address = await addressOf(of);
  if (address === null || width <= 0 || height <= 0) return null;
  const by = Math.min(1, pixels.width / width, pixels.height / height);
  try {
    const answer = await worker().ask({
      ...{ kind: 'crop', picture: id, address, size: image, part: { x, y, width, height } },
      pixels: { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) },
    });
    return 'bitmap' in answer ? null : { bitmap: answer, x, y, width, height };
  } catch {
    return null;
  }
}

const small = new Map<string, ImageBitmap | null>();
const MOST_SMALL = 200;

/** A small picture that is here already. */
export const readyThumbnail = (key: string): ImageBitmap | null => small.get(key) ?? null;

/** A small picture of an image, null where there is none; `key` is the same for the same picture. */
export async function loadThumbnail(key: string, of: PictureOf, most: number): Promise<ImageBitmap | null> {
  const known = small.get(key);
  if (known !== undefined) return known;
  const address = await addressOf(of);
  let bitmap: ImageBitmap | null = null;
  try {
    if (address !== null) {
      const answer = await worker().ask({ kind: 'thumbnail', address, most });
      bitmap = 'bitmap' in answer ? answer.bitmap : answer;
    }
  } catch {
    // Damaged: the line has its name and its figures.
  }
  remember(small, key, bitmap, MOST_SMALL);
  return bitmap;
}

/** Tells whenever a part of a picture has come. */
export function onTile(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** A part of a picture at its own size, and where it lies, image pixels. */
export interface PlacedTile extends Rectangle {
  bitmap: ImageBitmap;
}

/**
 * The parts that make a visible part of a picture sharp, of those that are here; the others are sent for. None where
 * the whole picture is sharp enough.
 * @param density pixels of the screen for each pixel of the picture
 */
export function tilesFor(picture: Picture, visible: Rectangle, density: number): PlacedTile[] {
  const { id, bitmap, size } = picture;
  if (bitmap.width >= size.width || bitmap.width / size.width >= density) return [];
  const level = Math.max(0, Math.floor(-Math.log2(Math.min(1, density))));
  // A level as coarse as what is here already adds nothing.
  if (2 ** -level <= bitmap.width / size.width) return [];
  const side = TILE * 2 ** level;
  const found: PlacedTile[] = [];
  const missing: TilePlace[] = [];
  for (let row = Math.floor(visible.y / side); row * side < visible.y + visible.height; row++)
    for (let column = Math.floor(visible.x / side); column * side < visible.x + visible.width; column++) {
      const place = { level, column, row };
      const name = nameOf(id, place);
      const tile = tiles.get(name);
      if (!tile) missing.push(place);
      else {
        // What is drawn stays longest.
        tiles.delete(name);
        tiles.set(name, tile);
        const by = 2 ** level;
        found.push({
          ...{ bitmap: tile, x: column * side, y: row * side },
          ...{ width: tile.width * by, height: tile.height * by },
        });
      }
    }
  const wanted: WantedTiles = { kind: 'tiles', picture: id, size, tiles: missing };
  const said = JSON.stringify(wanted);
  if (missing.length > 0 && said !== lastWanted) worker().tell(wanted);
  lastWanted = said;
  return found;
}
