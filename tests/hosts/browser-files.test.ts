import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { startHost, type TestHost } from '../support/host.ts';

let host: TestHost;
let laptop: TestBackend;

beforeAll(async () => {
  laptop = await openTestBackend();
  host = await startHost(laptop);
});
afterAll(() => host.server.close());

const post = (body: string | Buffer, path = '/rpc') => host.own({ method: 'POST', path, body });
const call = (channel: string, input: unknown): string => JSON.stringify({ channel, input });

describe('files', () => {
  const upload = async (bytes: Buffer, name = 'list.csv') =>
    JSON.parse((await post(bytes, `/upload?name=${encodeURIComponent(name)}`)).body) as {
      token: string;
    };

  test('come back under their token, to the window only', async () => {
    const { token } = await upload(Buffer.from('name\nOlena\n'), 'Список "1".csv');
    const path = `/blob/${token}`;
    const answer = await host.own({ path });
    expect(answer.body).toBe('name\nOlena\n');
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('Список "1".csv')}`,
    );
    expect((await host.ask({ path })).status).toBe(401);
    expect((await host.own({ path, headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
  });

  test('that pretend to be pages are still downloads', async () => {
    const { token } = await upload(Buffer.from('<script>alert(1)</script>'), 'evil.html');
    const { headers } = await host.own({ path: `/blob/${token}` });
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  test('with a name that breaks headers do not break them', async () => {
    const { token } = await upload(Buffer.from('x'), 'a\r\nSet-Cookie: stolen=1');
    const { headers } = await host.own({ path: `/blob/${token}` });
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('reach the calls that ask for them by token', async () => {
    const { token } = await upload(Buffer.from('not a center file'));
    const fresh = await openTestBackend({ center: false });
    const other = await startHost(fresh);
    const input = { upload: token };
    const answer = await other.own({
      method: 'POST',
      path: '/rpc',
      body: call('center.readCenterFile', input),
    });
    // The token of one start is nothing to another.
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { reason: 'file_not_found' } });
    await other.server.close();
  });

  test('only the last few that are made here are held', async () => {
    const { files } = laptop.backend();
    const made = { name: 'list.csv', type: 'text/csv', bytes: Buffer.from('made') };
    const path = `/blob/${files.hold(made)}`;
    for (let count = 0; count < 7; count++) files.hold(made);
    expect((await host.own({ path })).body).toBe('made');
    files.hold(made);
    expect((await host.own({ path })).status).toBe(404);
  });

  test('that are lent are read when they are asked for, each time', async () => {
    let text = 'first';
    const read = () => [Buffer.from(text)];
    const path = `/blob/${laptop.backend().files.lend({ name: 'a.txt', type: 'text/plain', read })}`;
    expect((await host.own({ path })).body).toBe('first');
    text = 'second';
    expect((await host.own({ path })).body).toBe('second');
  });

  test('of which so many are in memory already lie sealed on the disk, and come back whole', async () => {
    const bytes = Buffer.alloc(21_000_000, 'Olena ');
    const { token } = await upload(bytes);
    expect((await host.own({ path: `/blob/${token}` })).body.length).toBe(bytes.length);
    laptop.backend().files.drop(token);
  });

  test('too large are refused', async () => {
    const text = await host.raw(
      `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${host.cookie}\r\nOrigin: ${host.server.origin}\r\n` +
        'Content-Length: 2000000001\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
  });
});
