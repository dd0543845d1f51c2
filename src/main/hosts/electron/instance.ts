import { app } from 'electron';

/**
 * True if no other Rollbook under Electron has these folders; then `show` is called whenever one is started.
 * Otherwise the other one has just been told, and this process should end.
 */
export function isFirst(show: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', show);
  return true;
}
