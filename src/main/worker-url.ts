import type { WorkerName } from './platform.ts';

const sources: Record<WorkerName, string> = {
  bundle: './bundles/worker.ts',
  database: './database/worker.ts',
  import: './roster/import/worker.ts',
  looking: './annotation/collection/worker.ts',
  intake: './assessments/intake/worker.ts',
  sample: './sample/worker.ts',
  scoring: './annotation/scoring/worker.ts',
};

/** Worker entries: built ones lie beside the built main file, sources where they are written. */
export function workerUrl(name: WorkerName): URL {
  const built = !import.meta.url.endsWith('.ts');
  return new URL(built ? `./${name}-worker.js` : sources[name], import.meta.url);
}
