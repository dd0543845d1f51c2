import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { hashPin } from '../../src/main/center/pins.ts';
import { readKeyFile, unlockKey } from '../../src/main/database/keys.ts';
import { one } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf, passphrase, pin, signIn, startProgram, stateOf } from '../faults/program.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { millionCenter, type StoredCenter } from './million.ts';
import { arrival, openRoll, seeEmptyPage, type Visit, visitByItself } from './screens.ts';
import {
  openPage,
  rendererPages,
  requireBrowser,
  requireBuild,
  root,
  startHost,
  stopHost,
} from './window.ts';

const rounds = 7;

export const openMillion: Bench = {
  name: 'open-million',
  about:
    'start to a usable roll, 1,000,000 changes, secrets typed / start to an empty Mantine page, same host, and the two key derivations',
  bar: 1.5,
  measure: async () => {
    await requireBuild();
    const browser = await requireBrowser();
    const center = await millionCenter();
    await leaveAtRoll(center);
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    try {
      const emptyPages = join(work, 'pages');
      await buildEmptyPage(emptyPages);
      const subject = { folder: center.folder, pages: rendererPages, visit: openRoll };
      const baseline = { folder: join(work, 'empty'), pages: emptyPages, visit: seeEmptyPage };
      const done: Round[] = [];
      for (let round = -1; round < rounds; round++) {
        const pair = {
          baseline:
            (await timeStart(browser, join(work, 'profile-empty'), baseline)) +
            (await timed(() => deriveKeys(center.folder))),
          subject: await timeStart(browser, join(work, 'profile-roll'), subject),
        };
        // The first fills the caches of both.
        if (round >= 0) done.push(pair);
      }
      return figureOf(done);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

/** What passphrase and PIN cost by design, with the center's own parameters: slow on purpose, so on both sides. */
async function deriveKeys(folder: string): Promise<void> {
  const keys = readKeyFile(foldersOf(dataOf(folder)).keys);
  if (!keys) throw new Error('the center has lost its keys');
  await unlockKey(keys, { passphrase });
  await hashPin(pin);
}

/** The last screen of the center was the roll of its newest session, today and with the same person. */
async function leaveAtRoll({ folder }: StoredCenter): Promise<void> {
  const program = startProgram(folder);
  await signIn(program);
  const session = one<{ id: string }>(
    program.backend.gate.db(),
    'SELECT id FROM session ORDER BY date DESC, starts_at DESC LIMIT 1',
  );
  await program.call('center.rememberScreen', { path: `/roll/${session?.id ?? ''}` });
  program.close();
}

/** Built as the program's own pages are. */
async function buildEmptyPage(target: string): Promise<void> {
  await build({
    root: resolve(import.meta.dirname, 'empty-page'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: target, minify: true, target: 'chrome140' },
  });
}

interface Start {
  folder: string;
  pages: string;
  visit: Visit;
}

/** Milliseconds from the start of the host's process, over that of its window, until the screen is there. */
async function timeStart(browser: string, profile: string, { folder, pages, visit }: Start): Promise<number> {
  const start = performance.timeOrigin + performance.now();
  const host = await startHost(join(root, 'out/main/browser.js'), [
    ...['--no-open', '--data', dataOf(folder), '--state', stateOf(folder), '--pages', pages],
  ]);
  try {
    const { context, page } = await openPage(browser, profile);
    try {
      await visitByItself(context, visit);
      await page.goto(host.url);
      return (await arrival(page)) - start;
    } finally {
      await context.close();
    }
  } finally {
    await stopHost(host);
  }
}
