import { createReadStream } from 'node:fs';
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Result } from '../../../shared/result.ts';
import type { Backend } from '../../backend.ts';
import { failureOf } from '../../errors.ts';
import { mostMadeBytes } from '../../files.ts';
import type { Log } from '../../log.ts';
import { ownOrigin } from './address.ts';

const refusal: Result<never> = { ok: false, error: { code: 'forbidden', reason: 'not_allowed' } };
const tooLarge: Result<never> = { ok: false, error: { code: 'validation', reason: 'too_large' } };
/** Of a file with the folders that it lies in. */
const mostNameLength = 1000;

/** True if the main frame of our own page sent it. A frame that is gone by now is null, and refused. */
export function isFromOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  try {
    const frame = event.senderFrame;
    return frame !== null && frame.parent === null && frame.origin === ownOrigin;
  } catch {
    // A frame that is disposed between our asking and its answering throws.
    return false;
  }
}

/** The main process's side of the bridge. */
export function answerCalls(backend: Pick<Backend, 'dispatch' | 'files'>, log: Log): void {
  ipcMain.handle(
    'call',
    (event, channel: unknown, input: unknown): Result<unknown> | Promise<Result<unknown>> => {
      if (!isFromOwnPage(event)) return refuse(log, 'call');
      return backend.dispatch(String(channel), input);
    },
  );
  // What is on the disk is read from there, a piece at a time; what a page made itself comes along.
  ipcMain.handle('upload', async (event, name: unknown, file: unknown): Promise<Result<string>> => {
    const isFile = file instanceof ArrayBuffer || typeof file === 'string';
    if (!isFromOwnPage(event) || !isFile) return refuse(log, 'upload');
    if (typeof file !== 'string' && file.byteLength > mostMadeBytes) return tooLarge;
    const content = typeof file === 'string' ? createReadStream(file) : [new Uint8Array(file)];
    try {
      return { ok: true, data: await backend.files.receive(String(name).slice(0, mostNameLength), content) };
    } catch (error) {
      return { ok: false, error: failureOf(error, 'upload', log) };
    }
  });
}

function refuse(log: Log, what: string): Result<never> {
  log.event('sender refused', { what });
  return refusal;
}

/** Tells the window what the backend tells, as long as there is a page to hear it. */
export function tellWindow(backend: Pick<Backend, 'subscribe'>, window: BrowserWindow): void {
  const { webContents } = window;
  const stop = backend.subscribe((topic, data) => {
    if (!webContents.isDestroyed() && !webContents.isCrashed()) webContents.send(topic, data);
  });
  window.once('closed', stop);
}
