import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Listener } from '../../src/main/backend.ts';
import { createFiles, mostMadeBytes } from '../../src/main/files.ts';
import { answerCalls, isFromOwnPage, tellWindow } from '../../src/main/hosts/electron/ipc.ts';
import type { Result } from '../../src/shared/result.ts';
import { temporaryFolder } from '../support/folders.ts';
import { noLog } from './no-log.ts';
import { asWindow, fakeWindow, handlers, resetElectron } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));

type Event = Parameters<typeof isFromOwnPage>[0];
const from = (frame: unknown): Event => ({ senderFrame: frame }) as Event;
const ownPage = from({ parent: null, origin: 'app://rollbook' });
const gone = {
  get senderFrame(): never {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed');
  },
} as Event;

describe('who may call', () => {
  it.each<[string, boolean, Event]>([
    ['the main frame of our page', true, ownPage],
    ['no frame', false, from(null)],
    ['a frame that is gone while we look', false, gone],
    ['a frame within our page', false, from({ parent: {}, origin: 'app://rollbook' })],
    ['another host of our scheme', false, from({ parent: null, origin: 'app://rollbook.evil' })],
    ['a port of our host', false, from({ parent: null, origin: 'app://rollbook:1' })],
    ['an origin that only begins like ours', false, from({ parent: null, origin: 'app://rollbook/' })],
    ['a file', false, from({ parent: null, origin: 'file://' })],
    ['a page of the network', false, from({ parent: null, origin: 'https://rollbook' })],
    ['a page without an origin', false, from({ parent: null, origin: 'null' })],
  ])('%s: %s', (_name, expected, event) => {
    expect(isFromOwnPage(event)).toBe(expected);
  });
});

describe('calls', () => {
  const dispatch = vi.fn(async (): Promise<Result<unknown>> => ({ ok: true, data: 'answer' }));
  const folder = temporaryFolder('uploads');
  const files = createFiles(() => folder);
  const send = (channel: string, event: Event, ...values: unknown[]) =>
    handlers.get(channel)?.(event, ...values);

  beforeEach(() => {
    resetElectron();
    dispatch.mockClear();
    answerCalls({ dispatch, files }, noLog);
  });

  it('reach the one door and nothing else', async () => {
    expect(await send('call', ownPage, 'center.state', {})).toEqual({ ok: true, data: 'answer' });
    expect(dispatch).toHaveBeenCalledExactlyOnceWith('center.state', {});
    expect([...handlers.keys()]).toEqual(['call', 'upload']);
  });

  it('of anybody else are refused before the door', async () => {
    for (const event of [from(null), from({ parent: {}, origin: 'app://rollbook' }), gone]) {
      expect(await send('call', event, 'center.state', {})).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
      expect(await send('upload', event, 'list.csv', new ArrayBuffer(1))).toMatchObject({ ok: false });
    }
    expect(dispatch).not.toHaveBeenCalled();
  });

  it('take a file that lies on the disk by its path', async () => {
    const path = join(folder, 'a.zip');
    writeFileSync(path, 'abc');
    const result = (await send('upload', ownPage, 'Cohort 2/a.zip', path)) as { data: string };
    expect(await files.whole(result.data)).toEqual({ name: 'Cohort 2/a.zip', bytes: Buffer.from('abc') });
  });

  it('hold an uploaded file under a token', async () => {
    const result = (await send('upload', ownPage, 'список.csv', new Uint8Array([1, 2]).buffer)) as {
      data: string;
    };
    expect(await files.whole(result.data)).toEqual({ name: 'список.csv', bytes: Buffer.from([1, 2]) });
  });

  it('refuse a file over the limit and what is no file', async () => {
    const large = await send('upload', ownPage, 'a', new ArrayBuffer(mostMadeBytes + 1));
    expect(large).toEqual({ ok: false, error: { code: 'validation', reason: 'too_large' } });
    expect(await send('upload', ownPage, 'a', 'text')).toMatchObject({ ok: false });
    expect(await send('upload', ownPage, 'a', { byteLength: 1 })).toMatchObject({ ok: false });
  });
});

describe('events', () => {
  it('reach the window while it has a page, and stop with it', () => {
    const listeners = new Set<Listener>();
    const emit: Listener = (topic, data) => {
      for (const listener of listeners) listener(topic, data);
    };
    const subscribe = (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    const window = fakeWindow();
    tellWindow({ subscribe }, asWindow(window));
    emit('changed', ['roster']);
    window.webContents.crashed = true;
    emit('changed', ['center']);
    window.webContents.crashed = false;
    window.webContents.destroyed = true;
    emit('changed', ['sessions']);
    expect(window.webContents.sent).toEqual([['changed', ['roster']]]);
    window.emit('closed');
    expect(listeners.size).toBe(0);
  });
});
