import { setImmediate } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { WrittenFile } from '../../annotation/write/writer.ts';
import { latinForm } from '../../roster/latin-form.ts';
import { writeAs } from './formats.ts';
import { drawByHand, type Hand, hands } from './hands.ts';
import { referenceSet } from './reference.ts';
import { scenesOf } from './scene.ts';

export interface Handing {
  name: string;
  shortName: string;
  email: string | null;
}

/** Whose file says nothing of whose it is. */
const nameless = 13;

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const latinWords = (name: string): string[] =>
  name.split(/\s+/).map((word) => (/\p{Script=Cyrillic}/u.test(word) ? latinForm(word) : word));

/** What people call their files: in their own letters or in Latin ones, in either order, by their address. */
function callFile({ name, shortName, email }: Handing, place: number): string {
  if (place === nameless) return 'new folder (2)';
  const latin = latinWords(name).map(capital).join('_');
  switch (place % 5) {
    case 1:
      return shortName;
    case 2:
      return latinWords(shortName).join('.').toLowerCase();
    case 3:
      return email ?? `${latin} street`;
    case 4:
      return `${latin} final`;
    default:
      return latin;
  }
}

// One that was never moved: the same hand-ins are the same archive.
const made = { mtime: new Date('2026-03-02T10:00:00Z') };

const half = (text: string): string => text.slice(0, Math.floor(text.length * 0.6));

/** One file under her name, several in a folder of it. */
function addWork(zip: ZipFile, files: readonly WrittenFile[], name: string, { cutOff }: Hand): void {
  for (const { path, text } of files) {
    const ending = path.slice(path.lastIndexOf('.'));
    const place = files.length === 1 ? name + ending : `${name}/${path}`;
    zip.addBuffer(Buffer.from(cutOff ? half(text) : text), place, made);
  }
}

/**
 * What a whole cohort hands in for the project that is to be tried, as one archive: in the formats of ten tools, with
 * the mistakes of `hands`, one file cut off, one without a name. The same learners give the same.
 */
export async function* exampleHandIns(learners: readonly Handing[]): AsyncGenerator<Uint8Array> {
  const reference = referenceSet(scenesOf.toTry);
  const zip = new ZipFile();
  for (const [place, learner] of learners.entries()) {
    const hand = hands[place % hands.length];
    if (!hand) continue;
    const files = writeAs(hand.format, drawByHand(reference, hand, place + 1));
    addWork(zip, files, callFile(learner, place), hand);
    // The window is answered in between.
    await setImmediate();
  }
  zip.end();
  for await (const part of zip.outputStream) yield Buffer.from(part);
}
