import { cpSync, realpathSync } from 'node:fs';
import { openTestBackend, type TestBackend } from './backend.ts';
import { temporaryFolder } from './folders.ts';
import { pathsOf } from './platform.ts';
import { moveMarkers } from './template.ts';

/**
 * The same laptop after its plug was pulled: what was on the disk while the program still ran, and nothing of what
 * the program would have done at a close. Sealed, on the same clock; the one that ran is closed.
 */
export async function cutOff(laptop: TestBackend): Promise<TestBackend> {
  const root = temporaryFolder('cut');
  cpSync(laptop.root, root, { recursive: true });
  moveMarkers(pathsOf(root).state, realpathSync(pathsOf(root).data));
  laptop.close();
  return openTestBackend({ root, clock: laptop.clock, stage: 'sealed' });
}
