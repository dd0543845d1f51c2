import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LeftOut } from './figure.ts';
import { type MaskCase, maskFrame, starRings } from './mask-shapes.ts';

/** The C kernel of pycocotools at work on the shapes of one case. */
export interface MaskKernel {
  /** Milliseconds of one round, all pixels of all shapes, the sum of all IoUs. */
  round(): Promise<{ milliseconds: number; areas: number; ious: number }>;
  close(): void;
}

/**
 * Compiles maskApi.c where `COCOAPI` says it is: the folder `common` of a checkout of cocodataset/cocoapi. It is never
 * part of this project.
 */
export function buildMaskKernel(): (shape: MaskCase) => MaskKernel {
  const source = process.env.COCOAPI;
  if (!source || !existsSync(join(source, 'maskApi.c')))
    throw new LeftOut('COCOAPI names no folder with maskApi.c of cocodataset/cocoapi (its folder common)');
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-mask-kernel-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const helper = join(folder, 'kernel');
  const driver = join(import.meta.dirname, 'mask-api.c');
  try {
    execFileSync('gcc', ['-O3', '-w', `-I${source}`, driver, join(source, 'maskApi.c'), '-lm', '-o', helper]);
  } catch {
    throw new LeftOut('gcc does not compile maskApi.c');
  }
  return (shape) => {
    const child = spawn(helper, { stdio: ['pipe', 'pipe', 'inherit'] });
    const [reference, learner] = starRings(shape);
    child.stdin.write(`${maskFrame.height} ${maskFrame.width} ${reference.length} ${learner.length}\n`);
    for (const ring of [...reference, ...learner])
      child.stdin.write(`${ring.length / 2} ${ring.join(' ')}\n`);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      round: async () => {
        child.stdin.write('round\n');
        const { value = '' } = await lines.next();
        const [milliseconds = Number.NaN, areas = 0, ious = 0] = value.split(' ').map(Number);
        return { milliseconds, areas, ious };
      },
      close: () => child.stdin.end(),
    };
  };
}
