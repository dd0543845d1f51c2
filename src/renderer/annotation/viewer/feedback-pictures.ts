import { call } from '../../app/bridge.ts';
import type { PrintWords } from '../../app/print-words.ts';
import { chooseFindings } from './choose-findings.ts';
import { tagText, toldText } from './finding-words.ts';
import { holdMasks } from './masks.ts';
import { FONT, type Painting, paintScene } from './paint.ts';
import { cropPicture, holdPictures } from './pictures.ts';
import { type ScoredImage, sceneOf } from './scene.ts';
import { nameOf } from './stage-pane.tsx';
import type { At } from './steps.ts';
import { pictureOfWork, type WorkOf } from './use-work.ts';
import { viewOf, visiblePart } from './view.ts';

/** A finding as a learner sees it: a part of the picture with both outlines, and what to do about it. */
export interface FeedbackPicture {
  /** JPEG. */
  picture: Blob;
  /** CSS pixels; the picture has more, for paper. */
  width: number;
  height: number;
  /** In her language. */
  words: string;
  /** The image's name, without its folders and ending. */
  name: string;
}

const stage = { width: 256, height: 168 };
const DENSITY = 2.5;
const pixels = { width: stage.width * DENSITY, height: stage.height * DENSITY };
export const MOST_PICTURES = 6;

const layers = { reference: true, learner: true, difference: false, dim: false };

/**
 * Pictures of what a learner can learn most from, at most `most`: of every kind of finding the worst first. None where
 * nothing was found, or her work is not scored. Rejects with AppError.
 * @param words of the language that she is told in
 */
export async function feedbackPictures(
  of: WorkOf,
  words: PrintWords,
  most = MOST_PICTURES,
): Promise<FeedbackPicture[]> {
  const { images } = await call('annotation.scoreOf', of);
  const releases = [holdPictures(), holdMasks()];
  try {
    const known = new Map<number, ScoredImage>();
    const pictures: FeedbackPicture[] = [];
    const told = new Set<string>();
    // A finding of an image as a whole has no place to be shown: others follow it.
    for (const at of chooseFindings(images, 3 * most)) {
      if (pictures.length === most) break;
      const image = known.get(at.image) ?? (await call('annotation.scoredImage', { ...of, image: at.image }));
      known.set(at.image, image);
      // One thing about a shape is enough at a time.
      const { reference, learner } = image.findings[at.finding ?? -1] ?? {};
      const shapes = [reference, learner].flatMap((id, side) => (id ? `${at.image} ${side} ${id}` : []));
      if (shapes.some((shape) => told.has(shape))) continue;
      for (const shape of shapes) told.add(shape);
      const picture = await paintFinding(of, at, image, words);
      if (picture) pictures.push(picture);
    }
    return pictures;
  } finally {
    for (const release of releases) release();
  }
}

async function paintFinding(
  of: WorkOf,
  { image: place, finding: index }: At,
  image: ScoredImage,
  words: PrintWords,
): Promise<FeedbackPicture | null> {
  const finding = image.findings[index ?? -1];
  if (!finding) return null;
  const base = await pictureOfWork(of, place, image, true);
  const scene = sceneOf(image, base?.size ?? null, (one) => tagText(words, image, one));
  try {
    const bounds = scene.marks[index ?? -1]?.bounds;
    if (!bounds) return null;
    const tag = tagText(words, image, finding);
    await Promise.all([scene.paint({ difference: false }, () => undefined), document.fonts.load(FONT, tag)]);
    const view = viewOf(bounds, scene.size, stage);
    const visible = visiblePart(view, scene.size, stage);
    const patch = base && (await cropPicture(base, { ...of, image: place }, visible, scene.size, pixels));
    const canvas = new OffscreenCanvas(pixels.width, pixels.height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    const painting: Painting = {
      ...{ scene, view, stage, density: DENSITY, layers, picture: base, noPicture: null },
      ...{ shown: new Set([index ?? -1]), selected: index, ground: '#e9e9ea' },
      patches: patch ? [patch] : [],
      rightToLeft: words.direction === 'rtl',
    };
    paintScene(context, painting);
    patch?.bitmap.close();
    return {
      picture: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.86 }),
      ...stage,
      words: toldText(words, image, finding),
      name: nameOf(image.name),
    };
  } finally {
    scene.close();
  }
}
