import { deflateSync } from 'node:zlib';
import Vips from 'wasm-vips';
import { type EncodedPicture, openPictureDecoder } from '../../src/main/annotation/brief/picture-decoder.ts';
import { lookAt, readPicture } from '../../src/main/annotation/brief/picture-facts.ts';
import { pictureTypes } from '../../src/shared/rules/pictures.ts';
import { motif } from '../annotation/brief/motif.ts';
import { exifBlock, exifSegment, jpegWith, pngChunk, sheet } from '../images/build.ts';
import { seededRandom } from '../roster/generate-roster.ts';
import type { ShotReport, Shots } from './fire-shots.ts';

const report = (message: ShotReport): void => {
  process.send?.(message);
};

/** Every way of writing a picture that readers have code of their own for. */
async function seedPictures(): Promise<Buffer[]> {
  const vips = await Vips({ dynamicLibraries: [] });
  const { width, height, pixels } = motif(5, 160, 120);
  const gray = vips.Image.newFromMemory(pixels, width, height, 1, vips.BandFormat.uchar).copy({
    interpretation: 'b-w',
  });
  const color = gray.bandjoin([gray.invert(), gray]).copy({ interpretation: 'srgb' });
  const seeds = [
    color.jpegsaveBuffer(),
    color.jpegsaveBuffer({ interlace: true }),
    color.jpegsaveBuffer({ subsample_mode: 'off', restart_interval: 4 }),
    gray.jpegsaveBuffer(),
    color.colourspace('cmyk').jpegsaveBuffer(),
    color.pngsaveBuffer(),
    color.pngsaveBuffer({ interlace: true }),
    color.colourspace('rgb16').pngsaveBuffer(),
    color.addalpha().pngsaveBuffer(),
    color.webpsaveBuffer(),
    color.webpsaveBuffer({ lossless: true }),
    color.addalpha().webpsaveBuffer(),
  ];
  const turned = jpegWith([exifSegment(exifBlock(6, 'Phone'))]);
  return [...seeds.map((one) => Buffer.from(one)), sheet.jpeg, sheet.png, sheet.webp, turned];
}

/** Of one color all over: a hundred kilobytes that become a hundred megabytes. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((side + 1) * side), { level: 9 });
  return Buffer.concat([
    sheet.png.subarray(0, 8),
    ...[pngChunk('IHDR', head), pngChunk('IDAT', rows), pngChunk('IEND', Buffer.alloc(0))],
  ]);
}

type Below = (most: number) => number;

/** Blows to a picture: bytes changed, most of them in its headers; cut off; a piece twice or left out. */
function damage(source: Buffer, below: Below): Buffer {
  const bytes = Buffer.from(source);
  const manner = below(8);
  if (manner === 0) return bytes.subarray(0, 1 + below(bytes.length));
  const at = below(bytes.length);
  const piece = 1 + below(200);
  if (manner === 1) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece)]);
  if (manner === 2) return Buffer.concat([bytes.subarray(0, at + piece), bytes.subarray(at)]);
  for (let count = 1 + below(below(2) === 0 ? 4 : 40); count > 0; count -= 1) {
    const place = below(2) === 0 ? below(Math.min(700, bytes.length)) : below(bytes.length);
    bytes[place] = [0, 255, below(256)][below(3)] ?? 0;
  }
  return bytes;
}

/** Entry of the process that `pictures` starts: damages and looks at so many pictures, one after the other. */
process.once('message', async ({ from, count }: Shots) => {
  const seeds = await seedPictures();
  let decode = await openPictureDecoder();
  const look = async (picture: EncodedPicture): Promise<void> => {
    try {
      lookAt(picture, decode);
    } catch {
      // The app gives such a picture up and goes on with a new decoder: so does this.
      decode = await openPictureDecoder();
    }
  };
  for (let seed = from; seed < from + count; seed += 1) {
    report({ started: seed });
    const random = seededRandom(seed);
    const below: Below = (most) => Math.floor(random() * most);
    try {
      const huge = seed % 250 === 0;
      const bytes = huge
        ? bomb(9_000 + below(3_000))
        : damage(seeds[seed % seeds.length] ?? sheet.png, below);
      const picture = readPicture(bytes);
      if (picture) await look(picture);
      // As if nothing had been looked through before, and under a wrong name.
      const type = pictureTypes[below(3)] ?? 'image/jpeg';
      if (!huge) await look({ type, bytes, width: 1 + below(5_000), height: 1 + below(5_000) });
    } catch (error) {
      report({ failed: seed, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return;
    }
  }
  report({ peak: Math.round(process.resourceUsage().maxRSS / 1024) });
});
