import type { Page } from 'playwright-core';
import type { Channel, Input, Output } from '../../../src/shared/contract/index.ts';

/** What is needed of an app: its window, and its calls. */
export interface Asked {
  page: Page;
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
}

type Box = readonly [x: number, y: number, width: number, height: number];
interface Marked {
  label: string;
  box: Box;
}

/** A street as it is drawn and marked: shares of the picture, so that it can be of any size. */
const street: readonly Marked[] = [
  { label: 'person', box: [0.145, 0.535, 0.04, 0.21] },
  { label: 'car', box: [0.29, 0.48, 0.21, 0.21] },
  { label: 'car', box: [0.58, 0.57, 0.15, 0.11] },
  { label: 'person', box: [0.84, 0.535, 0.04, 0.21] },
  { label: 'pole', box: [0.93, 0.3, 0.012, 0.5] },
];

/** As a learner marks it who has four things to learn: in the worst pictures all of them, in the last none. */
function asMarked(picture: number, pictures: number): Marked[] {
  const mistakes = Math.max(0, 4 - Math.floor((picture * 4) / pictures));
  return street.flatMap(({ label, box: [x, y, width, height] }, at): Marked[] => {
    if (at === 3 && mistakes >= 1) return [];
    if (at === 1 && mistakes >= 2)
      return [{ label, box: [x - 0.02, y - 0.03, width + 0.035, height + 0.05] }];
    if (at === 0 && mistakes >= 3) return [{ label: 'pole', box: [x + 0.002, y, width, height] }];
    if (at === 2 && mistakes >= 4) return [{ label, box: [x + 0.03, y + 0.02, width, height] }];
    return [{ label, box: [x, y, width, height] }];
  });
}

export interface Size {
  width: number;
  height: number;
}

const labels = ['person', 'car', 'pole'];

function coco(
  pictures: number,
  { width, height }: Size,
  marked: (picture: number) => readonly Marked[],
): string {
  let id = 0;
  return JSON.stringify({
    images: Array.from({ length: pictures }, (_, at) => ({
      ...{ id: at + 1, file_name: fileName(at), width, height },
    })),
    categories: labels.map((name, at) => ({ id: at + 1, name })),
    annotations: Array.from({ length: pictures }, (_, at) =>
      marked(at).map(({ label, box: [x, y, across, down] }) => ({
        ...{ id: ++id, image_id: at + 1, category_id: labels.indexOf(label) + 1, iscrowd: 0 },
        bbox: [x * width, y * height, across * width, down * height].map(Math.round),
        area: Math.round(across * width * down * height),
      })),
    ).flat(),
  });
}

const fileName = (at: number): string => `street_${String(at + 1).padStart(3, '0')}.jpg`;

/** Draws the pictures in the window and hands them over from there, as a folder is. */
async function uploadPictures(page: Page, pictures: number, size: Size): Promise<string[]> {
  const files = Array.from({ length: pictures }, (_, at) => ({ name: `gold/${fileName(at)}`, at }));
  return page.evaluate(
    async ({ files: wanted, size: { width, height }, shapes }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      const tokens: string[] = [];
      for (const { name, at } of wanted) {
        const fill = (color: string, x: number, y: number, across: number, down: number): void => {
          context.fillStyle = color;
          context.fillRect(x * width, y * height, across * width, down * height);
        };
        const sky = context.createLinearGradient(0, 0, 0, height);
        sky.addColorStop(0, '#b5cfe4');
        sky.addColorStop(0.7, '#dfe5e6');
        context.fillStyle = sky;
        context.fillRect(0, 0, width, height);
        fill('#ad9d8b', 0, 0.28, 0.24, 0.39);
        fill('#b2a590', 0.7, 0.21, 0.3, 0.46);
        fill('#8f8c84', 0, 0.66, 1, 0.34);
        // Something fine everywhere, as a photo has it: each picture another.
        let seed = at + 1;
        const random = (): number => {
          seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
          return seed / 2 ** 32;
        };
        for (let dot = 0; dot < 4000; dot++) {
          context.fillStyle = `rgb(0 0 0 / ${0.02 + 0.05 * random()})`;
          context.fillRect(random() * width, random() * height, width / 300, height / 300);
        }
        for (const [label, x, y, across, down] of shapes) {
          context.fillStyle = label === 'car' ? '#566c95' : label === 'pole' ? '#6b6b6b' : '#4f403a';
          context.beginPath();
          const radius = Math.min(across * width, down * height) / 4;
          context.roundRect(x * width, y * height, across * width, down * height, radius);
          context.fill();
        }
        const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
        const answer = await fetch(`/upload?name=${encodeURIComponent(name)}`, {
          method: 'POST',
          body: blob,
        });
        tokens.push(((await answer.json()) as { token: string }).token);
      }
      return tokens;
    },
    { files, size, shapes: street.map(({ label, box }) => [label, ...box] as const) },
  );
}

const uploadText = (page: Page, name: string, text: string): Promise<string> =>
  page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(`/upload?name=${encodeURIComponent(path)}`, { method: 'POST', body });
      return ((await answer.json()) as { token: string }).token;
    },
    [name, text] as const,
  );

async function finished(app: Asked, jobId: string): Promise<void> {
  for (;;) {
    const job = await app.call('jobs.get', { jobId });
    if (job.state === 'done') return;
    if (job.state !== 'running') throw new Error(JSON.stringify(job));
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** An assessment of a cohort with streets as its reference, and the work of learners scored against it. */
export async function markStreets(
  app: Asked,
  {
    assessmentId,
    learners,
    pictures,
    size,
  }: {
    assessmentId: string;
    /** Names; the first one has the most to learn. */
    learners: readonly string[];
    pictures: number;
    size: Size;
  },
): Promise<void> {
  const { page } = app;
  const gold = await uploadText(
    page,
    'gold/annotations.json',
    coco(pictures, size, () => street),
  );
  const uploads = [gold, ...(await uploadPictures(page, pictures, size))];
  const reference = { assessmentId, source: { kind: 'uploads' as const, uploads } };
  await finished(app, (await app.call('annotation.setReference', reference)).jobId);
  const handed: string[] = [];
  for (const [at, name] of learners.entries()) {
    const own = coco(pictures, size, (picture) => asMarked(picture + at, pictures));
    handed.push(await uploadText(page, `${name}/annotations.json`, own));
  }
  const source = { kind: 'uploads' as const, uploads: handed };
  const { jobId } = await app.call('assessments.previewSubmissions', { assessmentId, source });
  await finished(app, jobId);
  const came = { on: '2026-03-12', at: '10:00', source: 'folder' as const, note: null };
  const taking = await app.call('assessments.takeSubmissions', { jobId, matches: [], ...came });
  await finished(app, taking.jobId);
  await finished(app, (await app.call('annotation.score', { assessmentId })).jobId);
}
