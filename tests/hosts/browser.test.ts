import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { type Answer, startHost, type TestHost } from '../support/host.ts';

let laptop: TestBackend;
let host: TestHost;

beforeAll(async () => {
  laptop = await openTestBackend();
  host = await startHost(laptop);
});
afterAll(() => host.server.close());
afterEach(() => {
  vi.useRealTimers();
});

const call = (channel: unknown, input: unknown = {}): string => JSON.stringify({ channel, input });
const rpc = (headers: Record<string, string>, body = call('center.state')) =>
  host.ask({ method: 'POST', path: '/rpc', headers, body });
const good = () => ({ Cookie: host.cookie, Origin: host.server.origin });

/** Refused, and nothing in the answer but the refusal. */
function expectRefused(answer: Answer, ...statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(answer.body).not.toMatch(/center|Lviv|Iryna|"ok":true|stack|\.ts:|node:internal/);
}

describe('from elsewhere', () => {
  test.each([
    'evil.example',
    'evil.example:80',
    'localhost',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example',
    '[::1]',
  ])('DNS rebinding: a foreign Host %s is refused, with the right cookie too', async (name) => {
    expectRefused(await host.own({ headers: { Host: name } }), 421);
    expectRefused(await rpc({ ...good(), Host: name }), 421);
  });

  test('DNS rebinding: localhost with the right port is another host', async () => {
    expectRefused(await host.own({ headers: { Host: `localhost:${host.port}` } }), 421);
  });

  test('DNS rebinding: no Host at all, or two, get no answer of substance', async () => {
    for (const hosts of ['', `Host: evil\r\nHost: 127.0.0.1:${host.port}\r\n`]) {
      const text = await host.raw(
        `GET / HTTP/1.1\r\n${hosts}Cookie: ${host.cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(text).not.toContain('<title>');
    }
  });

  test('DNS rebinding: an absolute address in the request line does not change the Host', async () => {
    const text = await host.raw(
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 421 /);
  });

  test.each(['https://evil.example', 'null', 'http://localhost', 'http://127.0.0.1', 'file://'])(
    'cross-site request: Origin %s is refused',
    async (from) => {
      expectRefused(await rpc({ ...good(), Origin: from }), 403);
      expectRefused(await host.own({ headers: { Origin: from } }), 403);
    },
  );

  test('cross-site request: a POST without an Origin is refused', async () => {
    expectRefused(await rpc({ Cookie: host.cookie }), 403);
    expectRefused(await host.ask({ method: 'POST', path: '/upload', headers: { Cookie: host.cookie } }), 403);
  });

  test.each(['cross-site', 'same-site'])('cross-site request: the browser says %s', async (site) => {
    expectRefused(await rpc({ ...good(), 'Sec-Fetch-Site': site }), 403);
    expectRefused(await host.own({ headers: { 'Sec-Fetch-Site': site } }), 403);
    expectRefused(await host.own({ path: '/events', headers: { 'Sec-Fetch-Site': site } }), 403);
  });

  test('cross-site form: a text/plain POST needs the Origin like any other', async () => {
    expectRefused(await rpc({ Cookie: host.cookie, 'Content-Type': 'text/plain', Origin: 'null' }), 403);
  });
});

describe('without the key', () => {
  const paths = ['/', '/roll', '/assets/index-abc.js', '/events', '/blob/anything'];

  test.each(paths)('no cookie: GET %s is refused', async (path) => {
    expectRefused(await host.ask({ path }), 401);
  });

  test.each(['/rpc', '/upload'])('no cookie: POST %s is refused before its body is read', async (path) => {
    const ask = { method: 'POST', path, headers: { Origin: host.server.origin }, body: call('center.state') };
    expectRefused(await host.ask(ask), 401);
  });

  test('wrong cookies: a guess, another name, an empty one, half of it', async () => {
    const [name = '', value = ''] = host.cookie.split('=');
    const wrong = [
      `${name}=${'A'.repeat(43)}`,
      `${name}=`,
      name,
      `${name}=${value.slice(0, -1)}`,
      `${name}=${value}x`,
      `rollbook=${value}`,
      `${name.toUpperCase()}=${value}`,
      `x${name}=${value}`,
      `${name}="${value}"`,
    ];
    for (const Cookie of wrong) expectRefused(await rpc({ ...good(), Cookie }), 401);
  });

  test('the right cookie among others is found', async () => {
    const answer = await rpc({ ...good(), Cookie: `a=b; ${host.cookie}; c=d` });
    expect(answer.status).toBe(200);
  });
});

describe('the launch link', () => {
  const follow = (link: string) => host.ask({ path: link.slice(host.server.origin.length) });

  test('opens once, and gives a cookie that scripts and other sites cannot use', async () => {
    const answer = await follow(host.server.launchLink());
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toEqual([
      `rollbook_${host.port}=${host.cookie.split('=')[1]}; HttpOnly; SameSite=Strict; Path=/`,
    ]);
  });

  test('replayed is refused and gives no cookie', async () => {
    const link = host.server.launchLink();
    await follow(link);
    const again = await follow(link);
    expectRefused(again, 403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('two minutes old is refused', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const [early, late] = [host.server.launchLink(), host.server.launchLink()];
    vi.advanceTimersByTime(120_000);
    expect((await follow(early)).status).toBe(303);
    vi.advanceTimersByTime(1);
    expectRefused(await follow(late), 403);
  });

  test.each(['/launch', '/launch?link=', '/launch?link=guess', '/launch?link=__proto__', '/launch?link[]=x'])(
    'guessed is refused: %s',
    async (path) => {
      expectRefused(await host.ask({ path }), 403);
    },
  );

  test('from another site is refused, and stays good for the window', async () => {
    const link = host.server.launchLink();
    const path = link.slice(host.server.origin.length);
    expectRefused(await host.ask({ path, headers: { 'Sec-Fetch-Site': 'cross-site' } }), 403);
    expect((await follow(link)).status).toBe(303);
  });
});

describe('a second start', () => {
  const raise = (authorization?: string) =>
    host.ask({ method: 'POST', path: '/raise', headers: authorization ? { authorization } : {} });

  test('with the secret shows the window', async () => {
    const before = host.shown();
    expect((await raise(`Bearer ${host.secret}`)).status).toBe(204);
    expect(host.shown()).toBe(before + 1);
  });

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer wrong',
    'the secret of this start',
    'bearer the secret of this start',
  ])('without it does not: %s', async (authorization) => {
    const before = host.shown();
    expectRefused(await raise(authorization), 403);
    expect(host.shown()).toBe(before);
  });
});

describe('outside the folder of pages', () => {
  test.each([
    ['plain', '/../secret.json'],
    ['plain, deeper', '/assets/../../secret.json'],
    ['with a query', '/../secret.json?x=/index.html'],
    ['encoded dots', '/%2e%2e/secret.json'],
    ['encoded slash', '/..%2fsecret.json'],
    ['encoded whole', '/%2e%2e%2fsecret.json'],
    ['encoded twice', '/%252e%252e%252fsecret.json'],
    ['encoded badly', '/%c0%ae%c0%ae/secret.json'],
    ['not decodable', '/%zz/secret.json'],
    ['backslash', '/..\\secret.json'],
    ['encoded backslash', '/..%5csecret.json'],
    ['NUL', '/index.html%00.json'],
    ['NUL and up', '/%00/../secret.json'],
    ['an absolute path', '//etc/passwd'],
    ['an absolute path with a known ending', '//secret.json'],
    ['a drive', '/C:/secret.json'],
    ['a long way up', `/${'../'.repeat(60)}secret.html`],
    ['a long way up, encoded', `/${'..%2f'.repeat(60)}secret.html`],
    ['four dots', '/....//secret.json'],
    ['a file of no known kind', '/notes.txt'],
    ['a folder', '/assets/'],
  ])('path traversal, %s: %s', async (_name, path) => {
    const answer = await host.own({ path });
    expect([200, 400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('outside');
    expect(answer.body).not.toContain('root:');
    // A path without a dot is a screen of the app, and the app's page is all that may come.
    if (answer.status === 200) expect(answer.body).toBe('<!doctype html><title>Rollbook</title>');
  });

  test('path traversal in a blob address finds nothing', async () => {
    for (const path of ['/blob/', '/blob/../secret.json', '/blob/..%2fsecret.json', '/blob/__proto__']) {
      expect([404, 401]).toContain((await host.own({ path })).status);
    }
  });

  test('pages and assets themselves are served', async () => {
    expect((await host.own({ path: '/' })).body).toContain('<title>');
    expect((await host.own({ path: '/session/018f/roll' })).body).toContain('<title>');
    const asset = await host.own({ path: '/assets/index-abc.js' });
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(asset.headers['cache-control']).toContain('immutable');
  });
});

describe('every answer', () => {
  test.each<[name: string, ask: () => Promise<Answer>]>([
    ['the page', () => host.own({})],
    ['an asset', () => host.own({ path: '/assets/index-abc.js' })],
    ['a call', () => rpc(good())],
    ['a failed call', () => rpc(good(), call('nothing.here'))],
    ['bad JSON', () => rpc(good(), '{')],
    ['nothing found', () => host.own({ path: '/nothing.js' })],
    ['a wrong host', () => host.own({ headers: { Host: 'evil' } })],
    ['a wrong origin', () => rpc({ ...good(), Origin: 'null' })],
    ['no cookie', () => host.ask({})],
    ['a bad link', () => host.ask({ path: '/launch?link=x' })],
    ['another method', () => host.own({ method: 'DELETE' })],
    [
      'a body too large',
      () => rpc({ ...good(), 'Content-Length': '99999999' }, '').catch(() => host.own({})),
    ],
  ])('carries the content security policy and nosniff: %s', async (_name, ask) => {
    const { headers } = await ask();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
