import { join } from 'node:path';
import { build, type UserConfig } from 'vite';
import config from '../../electron.vite.config.ts';

/** Builds only the preload, with the options of the real build, into this folder. Returns the file. */
export async function buildPreload(folder: string): Promise<string> {
  const { preload } = config as { preload: UserConfig & { build: { rolldownOptions: object } } };
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      rolldownOptions: { ...preload.build.rolldownOptions, external: ['electron'] },
    },
  });
  return join(folder, 'index.cjs');
}
