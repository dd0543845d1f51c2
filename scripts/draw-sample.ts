import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Vips from 'wasm-vips';
import { frame, makeScene, scenesOf } from '../src/main/sample/street/scene.ts';
import { drawScene } from './draw-street/street.ts';

// Draws the pictures of the sample's practice projects anew: `node scripts/draw-sample.ts`. A test compares what lies
// in resources with what this draws.
const folder = join(import.meta.dirname, '../resources/sample');
mkdirSync(folder, { recursive: true });
const vips = await Vips({ dynamicLibraries: [] });
let bytes = 0;
for (const number of [...scenesOf.finished, ...scenesOf.toTry]) {
  const scene = makeScene(number);
  const { width, height } = frame;
  const image = vips.Image.newFromMemory(
    new Uint8Array(drawScene(scene).pixels),
    width,
    height,
    3,
    vips.BandFormat.uchar,
  );
  const picture = image.webpsaveBuffer({ Q: 50, effort: 6, smart_subsample: true, preset: 'drawing' });
  image.delete();
  writeFileSync(join(folder, scene.name), picture);
  bytes += picture.length;
}
console.log(`${bytes} bytes in ${folder}`);
process.exit(0);
