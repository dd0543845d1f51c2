import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../../log.ts';
import type { HostWords } from './words.ts';

interface Options {
  log: Log;
  words: HostWords;
  /** Milliseconds since 1970. */
  now: () => number;
}

const mostReloads = 3;
const span = 5 * 60_000;

/**
 * Draws a page again whose process is gone; it opens on the same screen, because the address is kept and nothing
 * lives only in the page. After three times within five minutes a person decides.
 */
export function outliveCrashes(window: BrowserWindow, { log, words, now }: Options): void {
  const { webContents } = window;
  let reloads: number[] = [];

  const askAfterCrash = async (): Promise<void> => {
    window.show();
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: words.crashed,
      detail: words.crashedDetail,
      buttons: [words.tryAgain, words.close],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response !== 0) return app.quit();
    reloads = [now()];
    if (!webContents.isDestroyed()) webContents.reload();
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.event('page process gone', { reason, exitCode });
    if (reason === 'clean-exit' || webContents.isDestroyed()) return;
    reloads = reloads.filter((at) => now() - at < span);
    if (reloads.length >= mostReloads) {
      void askAfterCrash();
      return;
    }
    reloads.push(now());
    webContents.reload();
  });

  window.on('unresponsive', () => {
    log.event('page unresponsive');
    const answered = new AbortController();
    window.once('responsive', () => answered.abort());
    void askToWait(answered.signal);
  });

  const askToWait = async (signal: AbortSignal): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: words.unresponsive,
      detail: words.unresponsiveDetail,
      buttons: [words.wait, words.drawAgain],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    });
    // A page that hangs does not reload: its process must go first, and then it counts as a crash.
    if (response === 1 && !signal.aborted && !webContents.isDestroyed())
      webContents.forcefullyCrashRenderer();
  };
}

/** Notes the end of Chromium's helper processes; Chromium starts them again by itself. */
export function noteLostHelpers(log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.event('helper process gone', { type, reason, exitCode });
  });
}
