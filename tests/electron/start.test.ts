import { appendFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFresh, sourcesMark } from '../../scripts/build-if-stale.ts';
import { building, checkout, countOf, start, windows, write } from './checkout.ts';

describe('the command line', () => {
  const root = checkout();

  it('explains itself', async () => {
    const { code, out, err } = await start(root, ['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const option of ['--host', '--data', '--state', '--port', '--no-open', '--sample'])
      expect(out).toContain(option);
  });

  it.each([
    ['--nonsense'],
    ['--host', 'tv'],
    ['--port', 'x'],
    ['--port', '65536'],
    ['--data'],
    ['--host', 'electron', '--no-open'],
    ['word'],
  ])('refuses %s %s %s', async (...args) => {
    expect(await start(root, args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/--help/) });
    expect(countOf(root, 'builds')).toBe(0);
  });
});

describe('building', () => {
  it('happens the first time, and never comes before the link on stdout', async () => {
    const root = checkout();
    const first = await start(root, ['--host', 'browser', '--no-open', '--data', 'd']);
    expect(first.err).toBe(building);
    expect(JSON.parse(first.out)).toEqual({
      url: 'http://x',
      argv: ['--data', join(root, 'd'), '--no-open'],
    });
    const second = await start(root, ['--no-open']);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(countOf(root, 'builds')).toBe(1);
    expect(countOf(root, 'installs')).toBe(0);
  });

  it.each<[string, (root: string) => void]>([
    ['a source was written', (root) => appendFileSync(join(root, 'src/main/index.ts'), '//')],
    ['a source was added', (root) => write(root, 'src/shared/deep/new.ts', '')],
    ['a source is gone', (root) => rmSync(join(root, 'src/main/index.ts'))],
    ['a source has another time', (root) => utimesSync(join(root, 'src/main/index.ts'), 1, 1)],
    ['a resource was written', (root) => write(root, 'resources/icon.svg', '<svg></svg>')],
    ['the packages changed', (root) => write(root, 'package.json', '{"type":"module","version":"2.0.0"}')],
    ['a built file is gone', (root) => rmSync(join(root, 'out/preload/index.cjs'))],
  ])('is due again when %s', (_name, change) => {
    const root = checkout();
    for (const file of ['main/index.js', 'main/browser.js', 'preload/index.cjs', 'renderer/index.html'])
      write(root, `out/${file}`, '');
    expect(isFresh(root)).toBe(false);
    write(root, 'out/built-from', sourcesMark(root));
    expect(isFresh(root)).toBe(true);
    change(root);
    expect(isFresh(root)).toBe(false);
  });

  it('happens once when two starts come together', async () => {
    const root = checkout();
    const both = await Promise.all([start(root, ['--no-open']), start(root, ['--no-open'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(countOf(root, 'builds')).toBe(1);
  });

  it('goes on after a start that was cut off while it built', async () => {
    const root = checkout();
    write(root, 'node_modules/.cache/rollbook/building', '999999999');
    expect(await start(root, ['--no-open'])).toMatchObject({ code: 0, err: building });
  });

  it('shows why it failed', async () => {
    const root = checkout();
    write(root, 'broken', '');
    expect(await start(root, ['--no-open'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/no such export[\s\S]*could not be built/),
    });
    expect(await start(root, ['--no-open'])).toMatchObject({ code: 1 });
  });

  it('asks for an installation where there is none', async () => {
    const root = checkout();
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(await start(root, [])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/npm ci/) });
  });
});

describe('with an old Node', () => {
  const old = (root: string): string[] => {
    const file = join(root, 'old.cjs');
    writeFileSync(
      file,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });",
    );
    return ['--require', file];
  };

  it.each(['start.ts', 'launch.cjs'])('%s asks for the right one in a sentence', async (entry) => {
    const root = checkout();
    expect(await start(root, [], { entry, node: old(root) })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/needs Node 24.*npm ci/),
    });
  });

  it.skipIf(windows).each(['start.ts', 'launch.cjs'])(
    '%s goes on with the one that is installed here',
    async (entry) => {
      const root = checkout();
      mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
      symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
      expect(await start(root, ['--no-open'], { entry, node: old(root) })).toMatchObject({
        code: 0,
        err: building,
      });
      expect(await start(root, ['--nonsense'], { entry, node: old(root) })).toMatchObject({ code: 2 });
    },
  );

  it('the launcher uses the present one if it is new enough', async () => {
    expect(await start(checkout(), ['--no-open'], { entry: 'launch.cjs' })).toMatchObject({
      code: 0,
      err: building,
    });
  });
});
