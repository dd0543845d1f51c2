import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type UserConfig } from 'vite';
import config from '../../electron.vite.config.ts';
import manifest from '../../package.json' with { type: 'json' };

const cache = join(import.meta.dirname, '../../node_modules/.cache/rollbook/test-workers');

/**
 * Bundles the entries of the worker threads once for all tests of a run, in a new folder: a thread that reads them
 * from their sources spends most of its life on taking the types out.
 */
export async function bundleWorkers(): Promise<string> {
  const { main } = config as { main: UserConfig };
  const inputs = Object.entries(main.build?.rolldownOptions?.input ?? {});
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'run-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
    build: {
      ssr: true,
      outDir: folder,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(inputs.filter(([name]) => name.endsWith('-worker'))),
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  process.env.ROLLBOOK_WORKERS = folder;
  return folder;
}

export const removeWorkers = (folder: string): void => rmSync(folder, { recursive: true, force: true });
