import { expect, it } from 'vitest';
import { runLooking, type Seen } from '../../../src/main/annotation/collection/run-looking.ts';
import type { Platform } from '../../../src/main/platform.ts';

/** A worker that does what the name of a picture says. */
const script = `
  import { parentPort, workerData } from 'node:worker_threads';
  for (const sha256 of workerData.pictures) {
    parentPort.postMessage({ begun: { sha256, header: { type: 'image/png', width: 1, height: 1, look: null } } });
    if (sha256.startsWith('hang')) for (;;);
    if (sha256.startsWith('throw')) throw new Error('unreachable');
    if (sha256.startsWith('end')) process.exit(3);
    parentPort.postMessage({ looked: { sha256, looked: null, thumbnail: null } });
    if (sha256.startsWith('enough')) break;
  }
  parentPort.postMessage({ done: true });
`;
const platform = {
  worker: () => new URL(`data:text/javascript,${encodeURIComponent(script)}`),
} as unknown as Platform;

async function look(pictures: string[], hear: (seen: Seen) => void = () => undefined): Promise<string[]> {
  const heard: string[] = [];
  await runLooking(
    platform,
    { folder: '', key: new Uint8Array(), pictures },
    {
      hear: (seen) => {
        heard.push(`${seen.kind} ${seen.sha256}`);
        hear(seen);
      },
      signal: new AbortController().signal,
      patience: 300,
    },
  );
  return heard;
}

it('goes on behind pictures that nothing can be made of', async () => {
  expect(await look(['a', 'hang', 'b', 'throw', 'end', 'c'])).toEqual([
    'looked a',
    'given_up hang',
    'looked b',
    'given_up throw',
    'given_up end',
    'looked c',
  ]);
});

it('goes on with a new one where one has had enough', async () => {
  expect(await look(['a', 'enough', 'b', 'enough 2'])).toEqual([
    ...['looked a', 'looked enough', 'looked b', 'looked enough 2'],
  ]);
});

it('ends when it is the machine that cannot', async () => {
  const all = Array.from({ length: 30 }, (_, index) => `throw ${index}`);
  await expect(look(all)).rejects.toThrow('unreachable');
});

it('ends with what the one who listens throws, and when it is stopped', async () => {
  const full = new Error('disk full');
  const failing = look(['a', 'b'], () => {
    throw full;
  });
  await expect(failing).rejects.toBe(full);
  const stop = new AbortController();
  const run = runLooking(
    platform,
    { folder: '', key: new Uint8Array(), pictures: ['hang'] },
    { hear: () => undefined, signal: stop.signal },
  );
  stop.abort();
  await expect(run).rejects.toThrow('stopped');
});
