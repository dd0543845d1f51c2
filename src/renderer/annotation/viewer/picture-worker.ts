import type { Rectangle, Size } from './view.ts';

/** What the worker of pictures is asked; of what is asked for at once, a stage comes before thumbnails. */
export type PictureTask =
  | {
      kind: 'base';
      picture: string;
      address: string;
      /** As the annotations have it. */
      size: Size | null;
      /** Pixels of the longer side, at most. */
      most: number;
      /** It is looked at now: its pixels are kept for being magnified. */
      keeps: boolean;
    }
  | { kind: 'thumbnail'; address: string; most: number }
  /** A part of a picture, in its own pixels, on so many pixels. */
  | { kind: 'crop'; picture: string; address: string; size: Size | null; part: Rectangle; pixels: Size };

/** Parts of a picture that are on the stage: of level n, a pixel is 2^n pixels of the picture wide. */
export interface WantedTiles {
  kind: 'tiles';
  picture: string;
  size: Size | null;
  tiles: TilePlace[];
}
export interface TilePlace {
  level: number;
  column: number;
  row: number;
}
export interface Tile extends TilePlace {
  kind: 'tile';
  picture: string;
  bitmap: ImageBitmap;
}

export interface BasePicture {
  bitmap: ImageBitmap;
  /** Of the picture itself. */
  size: Size;
}

/** Pixels of a tile's side. */
export const TILE = 512;
const MOST_FILES = 4;

/** Encoded pictures that were looked at last. */
const files = new Map<string, Promise<Blob>>();
/** The one picture whose pixels are all here: 96 MB at 24 megapixels. */
let open: { picture: string; levels: Map<number, ImageBitmap> } | null = null;
let wanted: WantedTiles | null = null;

function fileOf(picture: string, address: string): Promise<Blob> {
  const known = files.get(picture);
  files.delete(picture);
  const file = known ?? fetchFile(address);
  files.set(picture, file);
  file.catch(() => files.delete(picture));
  for (const old of [...files.keys()].slice(0, -MOST_FILES)) files.delete(old);
  return file;
}

async function fetchFile(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.blob();
}

/** Upright as its EXIF says; as it is stored where the annotations were drawn on that. */
async function decode(file: Blob, size: Size | null): Promise<ImageBitmap> {
  const upright = await createImageBitmap(file);
  const isTurned =
    size !== null &&
    size.width !== size.height &&
    upright.width === size.height &&
    upright.height === size.width;
  if (!isTurned) return upright;
  upright.close();
  return createImageBitmap(file, { imageOrientation: 'none' });
}

function reduced(bitmap: ImageBitmap, width: number, height: number): Promise<ImageBitmap> {
  return createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(width)),
    resizeHeight: Math.max(1, Math.round(height)),
    resizeQuality: 'medium',
  });
}

function close(): void {
  for (const bitmap of open?.levels.values() ?? []) bitmap.close();
  open = null;
}

async function basePicture(task: PictureTask & { kind: 'base' }): Promise<BasePicture> {
  const whole = await decode(await fileOf(task.picture, task.address), task.size);
  const size = { width: whole.width, height: whole.height };
  const by = Math.min(1, task.most / Math.max(size.width, size.height));
  const bitmap = await reduced(whole, size.width * by, size.height * by);
  if (task.keeps) {
    close();
    open = { picture: task.picture, levels: new Map([[0, whole]]) };
  } else whole.close();
  return { bitmap, size };
}

async function thumbnail({ address, most }: PictureTask & { kind: 'thumbnail' }): Promise<ImageBitmap> {
  const whole = await createImageBitmap(await fetchFile(address));
  const by = Math.min(1, most / Math.max(whole.width, whole.height));
  const bitmap = await reduced(whole, whole.width * by, whole.height * by);
  whole.close();
  return bitmap;
}

/** The pixels of a picture are kept: what is shown of one mostly is not all that will be. */
async function crop(task: PictureTask & { kind: 'crop' }): Promise<ImageBitmap> {
  const { picture, address, size, part, pixels } = task;
  await fileOf(picture, address);
  const whole = await levelOf(picture, size, 0);
  if (!whole) throw new Error('gone');
  return createImageBitmap(whole, part.x, part.y, part.width, part.height, {
    resizeWidth: pixels.width,
    resizeHeight: pixels.height,
    resizeQuality: 'medium',
  });
}

/** A picture's pixels on a level, from the next finer one that is here. */
async function levelOf(picture: string, size: Size | null, level: number): Promise<ImageBitmap | null> {
  if (open?.picture !== picture) {
    const file = files.get(picture);
    if (!file) return null;
    const whole = await decode(await file, size);
    close();
    open = { picture, levels: new Map([[0, whole]]) };
  }
  const { levels } = open;
  const known = levels.get(level);
  if (known) return known;
  const finer = Math.max(...[...levels.keys()].filter((one) => one < level));
  const from = levels.get(finer);
  if (!from) return null;
  const by = 2 ** (level - finer);
  const made = await reduced(from, from.width / by, from.height / by);
  levels.set(level, made);
  return made;
}

async function nextTile(): Promise<void> {
  const place = wanted?.tiles.shift();
  if (!wanted || !place) return;
  const { picture, size } = wanted;
  const source = await levelOf(picture, size, place.level);
  if (!source) return;
  const [x, y] = [place.column * TILE, place.row * TILE];
  const [width, height] = [Math.min(TILE, source.width - x), Math.min(TILE, source.height - y)];
  if (width <= 0 || height <= 0) return;
  const bitmap = await createImageBitmap(source, x, y, width, height);
  const tile: Tile = { kind: 'tile', picture, ...place, bitmap };
  self.postMessage(tile, { transfer: [bitmap] });
}

type Numbered = PictureTask & { turn: number };
const bases: Numbered[] = [];
const thumbnails: Numbered[] = [];
let isBusy = false;

/** One at a time: two pictures of 24 megapixels at once would be 200 MB. */
async function work(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  for (;;) {
    const task = bases.shift() ?? ((wanted?.tiles.length ?? 0) > 0 ? 'tile' : thumbnails.shift());
    if (!task) break;
    try {
      if (task === 'tile') await nextTile();
      else if (task.kind === 'base') {
        const answer = await basePicture(task);
        self.postMessage({ turn: task.turn, answer }, { transfer: [answer.bitmap] });
      } else {
        const answer = await (task.kind === 'crop' ? crop(task) : thumbnail(task));
        self.postMessage({ turn: task.turn, answer }, { transfer: [answer] });
      }
    } catch (error) {
      if (task !== 'tile') self.postMessage({ turn: task.turn, failure: String(error) });
    }
  }
  isBusy = false;
}

self.onmessage = ({ data }: MessageEvent<Numbered | WantedTiles>) => {
  if (data.kind === 'tiles') wanted = data;
  else if (data.kind === 'base' || data.kind === 'crop') bases.push(data);
  // What came into sight last is drawn first.
  else thumbnails.unshift(data);
  void work();
};
