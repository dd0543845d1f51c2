import Vips from 'wasm-vips';
import { type EncodedPicture, openPictureDecoder } from '../../src/main/annotation/brief/picture-decoder.ts';
import { lookAt } from '../../src/main/annotation/brief/picture-facts.ts';
import { grainy, motif } from '../annotation/brief/motif.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';

const ROUNDS = 5;
const PHOTOS = 20;
const [width, height] = [4000, 3000] as const;

/** Photos as a telephone writes them, each of another motif. */
function photos(vips: Awaited<ReturnType<typeof Vips>>): EncodedPicture[] {
  return [1, 2, 3, 4].map((seed) => {
    const small = grainy(motif(seed, 1000, 750));
    const gray = vips.Image.newFromMemory(small.pixels, small.width, small.height, 1, vips.BandFormat.uchar);
    const large = gray.resize(width / small.width).copy({ interpretation: 'b-w' });
    const color = large.bandjoin([large.invert(), large]).copy({ interpretation: 'srgb' });
    return { type: 'image/jpeg', bytes: color.jpegsaveBuffer({ Q: 90 }), width, height };
  });
}

/** Looking at a photo takes less than decoding it whole would: it is scaled down while it is read. */
export const lookedAt: Bench = {
  name: 'photos-looked-at',
  about: `${PHOTOS} photos of 12 megapixels looked at, against decoding them and nothing else`,
  bar: 0.8,
  measure: async () => {
    const vips = await Vips({ dynamicLibraries: [] });
    vips.concurrency(1);
    vips.Cache.max(0);
    const all = photos(vips);
    const decode = await openPictureDecoder();
    const every = (work: (photo: EncodedPicture) => void) => () => {
      for (let at = 0; at < PHOTOS; at += 1) work(all[at % all.length] as EncodedPicture);
    };
    const look = every((photo) => void lookAt(photo, decode));
    const bare = every(({ bytes }) => {
      const image = vips.Image.jpegloadBuffer(bytes, { access: 'sequential' });
      image.writeToMemory();
      image.delete();
    });
    look();
    bare();
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ subject: await timed(look), baseline: await timed(bare) });
    return figureOf(rounds);
  },
};
