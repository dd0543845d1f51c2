import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFiles } from '../../src/main/files.ts';
import { answer, registerScheme } from '../../src/main/hosts/electron/protocol.ts';
import { contentSecurityPolicy } from '../../src/main/hosts/headers.ts';
import { temporaryFolder } from '../support/folders.ts';
import { resetElectron, schemes } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

const root = temporaryFolder('pages');
const pages = join(root, 'renderer');
mkdirSync(join(pages, 'assets'), { recursive: true });
writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Rollbook</title>');
writeFileSync(join(pages, 'assets/main-1a2b.js'), 'export {};');
writeFileSync(join(root, 'secret.json'), '"secret"');
const files = createFiles(() => root);

interface Asked {
  url: string;
  method?: string;
  initiatorOrigin?: string | null;
}
// The URL class of Node tidies an address up as Chromium does; a request must be able to hold what neither would.
const ask = ({ method = 'GET', ...asked }: Asked) => answer({ method, ...asked } as never, { pages, files });
const held = () => files.hold({ name: 'Звіт "1".csv', type: 'text/csv', bytes: new Uint8Array([65, 66]) });

describe('the scheme', () => {
  it('is a full one that keeps the content security policy', () => {
    registerScheme();
    expect(schemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
  });
});

describe('pages', () => {
  it.each([
    'app://rollbook/',
    'app://rollbook/roll/0199',
    'app://rollbook/settings?part=people',
    'app://rollbook/assets/main-1a2b.js',
  ])('%s is answered with the policy in its header', async (url) => {
    const response = await ask({ url });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('have their types', async () => {
    expect((await ask({ url: 'app://rollbook/' })).headers.get('Content-Type')).toBe(
      'text/html; charset=utf-8',
    );
    const script = await ask({ url: 'app://rollbook/assets/main-1a2b.js' });
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toBe('export {};');
  });

  it.each([
    'app://rollbook/../secret.json',
    'app://rollbook/..%2fsecret.json',
    'app://rollbook/%2e%2e/secret.json',
    'app://rollbook/%2e%2e%2fsecret.json',
    'app://rollbook/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json',
    'app://rollbook/..%5csecret.json',
    'app://rollbook/..\\secret.json',
    'app://rollbook/assets/..%2f..%2fsecret.json',
    `app://rollbook/${encodeURIComponent(join(root, 'secret.json'))}`,
    `app://rollbook//${join(root, 'secret.json')}`,
    'app://rollbook/C:%5cWindows%5cwin.json',
    'app://rollbook/index.html%00.js',
    'app://rollbook/%00',
    'app://rollbook/%E0%A4%A',
    'app://rollbook/absent.js',
    'app://rollbook/index.html.bak',
  ])('%s is not found', async (url) => {
    const response = await ask({ url });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
  });

  it.each([
    'app://other/',
    'app://rollbook:8080/',
    'app://user@rollbook/',
    'https://rollbook/',
    'file:///',
    'rollbook',
  ])('%s is not ours', async (url) => {
    expect((await ask({ url })).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('are not for %s', async (method) => {
    expect((await ask({ url: 'app://rollbook/', method })).status).toBe(405);
  });
});

describe('held files', () => {
  it('are answered to our own page and to the browser itself, as downloads', async () => {
    for (const initiator of [{ initiatorOrigin: 'app://rollbook' }, {}]) {
      const response = await ask({ url: `app://rollbook/blob/${held()}`, ...initiator });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('AB');
      expect(response.headers.get('Content-Type')).toBe('text/csv');
      expect(response.headers.get('Content-Disposition')).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent('Звіт "1".csv')}`,
      );
      expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    }
  });

  it.each([null, 'https://example.org', 'app://other', 'file://'])(
    'are refused to %s',
    async (initiatorOrigin) => {
      expect((await ask({ url: `app://rollbook/blob/${held()}`, initiatorOrigin })).status).toBe(403);
    },
  );

  it('are gone when they are dropped, and never guessed', async () => {
    const token = held();
    files.drop(token);
    for (const name of [token, '', '../secret.json', 'constructor'])
      expect((await ask({ url: `app://rollbook/blob/${name}` })).status).toBe(404);
  });
});
