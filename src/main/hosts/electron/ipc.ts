import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Result } from '../../../shared/result.ts';
import type { Backend } from '../../backend.ts';
import { mostUploadBytes } from '../../files.ts';
import type { Log } from '../../log.ts';
import { ownOrigin } from './address.ts';

const refusal: Result<never> = { ok: false, error: { code: 'forbidden', reason: 'not_allowed' } };
const tooLarge: Result<never> = { ok: false, error: { code: 'validation', reason: 'too_large' } };

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
  ipcMain.handle('upload', (event, name: unknown, bytes: unknown): Result<string> => {
    if (!isFromOwnPage(event) || !(bytes instanceof ArrayBuffer)) return refuse(log, 'upload');
    if (bytes.byteLength > mostUploadBytes) return tooLarge;
    const token = backend.files.hold({
      name: String(name).slice(0, 255),
      type: 'application/octet-stream',
      bytes: new Uint8Array(bytes),
    });
    return { ok: true, data: token };
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
