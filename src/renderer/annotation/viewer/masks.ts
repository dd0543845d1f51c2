import type { MaskTask, Painted, PaintedMaps } from './mask-worker.ts';
import { type Asked, askWorker } from './turns.ts';

let asked: Asked<MaskTask, Painted | PaintedMaps> | null = null;
let users = 0;

function worker(): Asked<MaskTask, Painted | PaintedMaps> {
  asked ??= askWorker(new Worker(new URL('./mask-worker.ts', import.meta.url), { type: 'module' }));
  return asked;
}

/** The worker that paints masks is there for as long as something uses it; the function ends that. */
export function holdMasks(): () => void {
  users += 1;
  return () => {
    users -= 1;
    if (users > 0) return;
    asked?.end();
    asked = null;
  };
}

/** Null where it could not be painted, or nobody waits for it any more. */
export async function paintMask(task: Exclude<MaskTask, { kind: 'maps' }>): Promise<Painted | null> {
  try {
    const answer = await worker().ask(task);
    return 'bitmap' in answer ? answer : null;
  } catch {
    return null;
  }
}

export async function paintMaps(task: MaskTask & { kind: 'maps' }): Promise<PaintedMaps | null> {
  try {
    const answer = await worker().ask(task);
    return 'bitmap' in answer ? null : answer;
  } catch {
    return null;
  }
}
