import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { startHost, type TestHost } from '../support/host.ts';
import { addCohort } from '../support/people.ts';

let laptop: TestBackend;
let host: TestHost;

beforeAll(async () => {
  laptop = await openTestBackend();
  host = await startHost(laptop);
});
afterAll(() => host.server.close());

const call = (channel: unknown, input: unknown = {}): string => JSON.stringify({ channel, input });
const post = (
  body: string | Buffer,
  more: { path?: string; chunked?: boolean; headers?: Record<string, string> } = {},
) => host.own({ method: 'POST', path: '/rpc', body, ...more });

/** It still answers as it did before. */
async function expectAlive(): Promise<void> {
  const answer = await post(call('center.state'));
  expect(JSON.parse(answer.body)).toMatchObject({ ok: true, data: { stage: 'open' } });
}

describe('what is sent to the door', () => {
  test.each([
    ['nothing', ''],
    ['half an object', '{"channel":"center.state"'],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x01])],
    ['NaN', 'NaN'],
  ])('bad JSON is answered as such, without a stack: %s', async (_name, body) => {
    const answer = await post(body);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      400,
      { ok: false, error: { code: 'validation', reason: 'bad_json' } },
    ]);
  });

  test.each([
    'null',
    '7',
    '"text"',
    '[]',
    '{}',
    '{"channel":7}',
    '{"channel":{"toString":1}}',
    '{"channel":["center.state"]}',
  ])('JSON that is no call is answered: %s', async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      ok: false,
      error: { code: 'not_found', reason: 'unknown_channel' },
    });
  });

  test('JSON nested without end is answered and harms nobody', async () => {
    const deep = `{"channel":"center.rememberScreen","input":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await post(deep);
    expect(answer.body).not.toMatch(/stack|\.ts:|node:internal/);
    await expectAlive();
  });

  test('JSON that speaks of prototypes changes none', async () => {
    const polluting =
      '{"channel":"center.setAppearance","input":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}';
    await post(polluting);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a body declared too large is refused before it is sent', async () => {
    const text = await host.raw(
      `POST /rpc HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${host.cookie}\r\nOrigin: ${host.server.origin}\r\n` +
        'Content-Length: 1000001\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text.toLowerCase()).toContain('x-content-type-options: nosniff');
  });

  test('a body that turns out too large is cut off', async () => {
    const outcome = await post(Buffer.alloc(1_500_000, 'x'), { chunked: true }).then(
      (answer) => answer.status,
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(outcome);
    await expectAlive();
  });

  test('a body of just the allowed size is read', async () => {
    const filler = 'x'.repeat(1_000_000 - call('center.state', { filler: '' }).length);
    const answer = await post(call('center.state', { filler }));
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true });
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'])(
    'the method %s is refused',
    async (method) => {
      expect((await host.own({ method, path: '/rpc' })).status).toBe(405);
    },
  );

  test.each(['/rpc', '/upload', '/launch'])('GET %s does nothing', async (path) => {
    const answer = await host.own({ path });
    expect([200, 403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('"ok"');
  });

  test.each(['/', '/events', '/blob/x', '/launch', '/nothing'])('POST %s does nothing', async (path) => {
    expect((await post(call('center.state'), { path })).status).toBe(404);
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a header without end', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['two lengths', 'POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST /rpc HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\nGET / HTTP/1.0\r\n\r\n',
    ],
    ['an address that is none', 'GET http://[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('on the wire: %s is closed without harm', async (_name, bytes) => {
    const text = await host.raw(bytes);
    expect(text).not.toMatch(/ 200 |stack|\.ts:/);
    await expectAlive();
  });

  test('an address that is none, from the window itself, is an error without a stack', async () => {
    const text = await host.raw(
      `GET http://[::1 HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${host.cookie}\r\nConnection: close\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 (400|500) /);
    expect(text).not.toMatch(/stack|\.ts:|at /);
  });
});

describe('many at once', () => {
  test('a thousand calls are all answered or refused, and it answers afterwards', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () =>
        post(call('center.state')).then(
          (answer) => answer.status,
          () => 0,
        ),
      ),
    );
    for (const status of outcomes) expect([200, 0]).toContain(status);
    expect(outcomes.filter((status) => status === 200).length).toBeGreaterThan(500);
    await expectAlive();
  });

  test('a thousand idle connections do not keep the window out', async () => {
    const sockets = await Promise.all(Array.from({ length: 1000 }, () => openSocket()));
    await expectAlive();
    for (const socket of sockets) socket.destroy();
  });

  test('more than it takes are refused, and those who leave make room', async () => {
    const sockets = await Promise.all(Array.from({ length: 1500 }, () => openSocket()));
    for (const socket of sockets) socket.destroy();
    await Promise.all(
      sockets.map(
        (socket) => new Promise((resolve) => (socket.closed ? resolve(0) : socket.on('close', resolve))),
      ),
    );
    let alive = false;
    for (let tries = 0; tries < 50 && !alive; tries++) {
      alive = await post(call('center.state')).then(
        (answer) => answer.status === 200,
        () => false,
      );
    }
    expect(alive).toBe(true);
  });

  function openSocket(): Promise<Socket> {
    return new Promise((resolve) => {
      const socket = connect(host.port, '127.0.0.1', () => resolve(socket));
      socket.on('error', () => resolve(socket));
    });
  }
});

describe('the event stream', () => {
  /** Opens a stream and gives its text as it comes. */
  function listen(): Promise<{
    text: () => string;
    until: (word: string) => Promise<void>;
    close: () => void;
  }> {
    return new Promise((resolve, reject) => {
      const headers = { Host: `127.0.0.1:${host.port}`, Cookie: host.cookie };
      const request = get(
        { host: '127.0.0.1', port: host.port, path: '/events', headers, agent: false },
        (response) => {
          let text = '';
          const waiting: [word: string, done: () => void][] = [];
          response.on('data', (part: Buffer) => {
            text += part.toString('utf8');
            for (const [word, done] of waiting) if (text.includes(word)) done();
          });
          response.on('error', () => {});
          resolve({
            text: () => text,
            until: (word) =>
              new Promise((done) => (text.includes(word) ? done() : waiting.push([word, done]))),
            close: () => request.destroy(),
          });
        },
      );
      request.on('error', reject);
    });
  }

  test('tells what changed after the commit, to every window', async () => {
    const [one, other] = [await listen(), await listen()];
    expect(host.server.windows()).toBe(2);
    await addCohort(laptop);
    const told = 'event: changed\ndata: ["roster","sessions","assessments"]\n\n';
    await Promise.all([one.until(told), other.until(told)]);
    one.close();
    other.close();
  });

  test('that breaks off harms nobody, and is forgotten', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen()));
    for (const stream of streams) {
      stream.close();
      await addCohort(laptop);
    }
    await expectAlive();
    const last = await listen();
    await addCohort(laptop, 'Heard');
    await last.until('event: changed');
    while (host.server.windows() > 1) await expectAlive();
    last.close();
  });
});
