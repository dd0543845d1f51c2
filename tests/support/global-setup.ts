import { removeFolders, temporaryFolder } from './folders.ts';
import { makeTemplate } from './template.ts';
import { bundleWorkers, removeWorkers } from './workers.ts';

let workers: string | null = null;

/** One prepared center and the worker threads' entries for all workers. */
export async function setup(): Promise<void> {
  workers = await bundleWorkers();
  const folder = temporaryFolder('template');
  await makeTemplate(folder);
  process.env.ROLLBOOK_TEMPLATE = folder;
}

export function teardown(): void {
  removeFolders();
  if (workers) removeWorkers(workers);
}
