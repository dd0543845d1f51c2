import { removeFolders, temporaryFolder } from './folders.ts';
import { makeTemplate } from './template.ts';

/** One prepared center for all workers. */
export async function setup(): Promise<void> {
  const folder = temporaryFolder('template');
  await makeTemplate(folder);
  process.env.ROLLBOOK_TEMPLATE = folder;
}

export function teardown(): void {
  removeFolders();
}
