import { beforeEach, describe, expect, test } from 'vitest';
import { placeFlags } from '../../src/main/hosts/browser/open-window.ts';
import { readWindowState } from '../../src/main/hosts/window-state.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { startHost, type TestHost } from '../support/host.ts';

let laptop: TestBackend;
let host: TestHost;
beforeEach(async () => {
  laptop = await openTestBackend({ stage: 'sealed' });
  host = await startHost(laptop);
  return () => host.server.close();
});

const place = { x: 120, y: 80, width: 1000, height: 650, maximized: false };
const say = (body: string, as: 'own' | 'ask' = 'own') => host[as]({ method: 'POST', path: '/window', body });

describe('the place of the window', () => {
  test('is kept for the next start', async () => {
    expect((await say(JSON.stringify(place))).status).toBe(204);
    const state = readWindowState(laptop.paths.data);
    expect(state).toEqual(place);
    expect(placeFlags(state)).toEqual(['--window-size=1000,650', '--window-position=120,80']);
    expect(placeFlags({ ...place, maximized: true })).toContain('--start-maximized');
  });

  test('is the usual one the first time', () => {
    expect(placeFlags(null)).toEqual(['--window-size=1366,768']);
  });

  test('is the window’s own to say', async () => {
    expect((await say(JSON.stringify(place), 'ask')).status).toBe(403);
    expect(readWindowState(laptop.paths.data)).toBeNull();
  });

  test.each([
    '',
    '{',
    'null',
    '{"x":1}',
    JSON.stringify({ ...place, width: -5 }),
    JSON.stringify({ ...place, x: '--gpu' }),
  ])('%j is none', async (body) => {
    expect((await say(body)).status).toBe(400);
    expect(readWindowState(laptop.paths.data)).toBeNull();
  });

  test('takes no more than a place', async () => {
    expect((await say(JSON.stringify({ ...place, more: 'x'.repeat(2000) }))).status).toBe(413);
  });
});
