import { app, type BrowserWindow, powerMonitor } from 'electron';
import type { Backend } from '../../backend.ts';
import type { Log } from '../../log.ts';

/**
 * Closes the database on every way out, once. Quitting gives `before-quit` and `will-quit`; Windows ending its
 * session gives neither of them, only `session-end`; the others say `shutdown`.
 */
export function closeAtTheEnd(backend: Pick<Backend, 'close'>, window: BrowserWindow, log: Log): void {
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    try {
      backend.close();
    } catch (error) {
      log.incident('close', error);
    }
  };
  app.on('before-quit', close);
  app.on('will-quit', close);
  window.on('session-end', close);
  powerMonitor.on('shutdown', () => {
    close();
    app.quit();
  });
  // Also on macOS: a classroom laptop must not keep the center open behind a closed window.
  app.on('window-all-closed', () => app.quit());
}

/** A laptop that is locked or shut needs a PIN again. Linux tells only of `suspend`. */
export function lockWithLaptop(lock: () => void): void {
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
}
