import { app, dialog } from 'electron';
import { AppError } from '../../../shared/result.ts';
import type { Log } from '../../log.ts';
import { raiseBrowserHost } from '../raise-other.ts';
import type { HostWords } from './words.ts';

/** Ends a start that did not succeed: shows the Rollbook that has the folder already, or says what happened. */
export async function endFailedStart(
  error: unknown,
  data: string,
  log: Log,
  words: HostWords,
): Promise<void> {
  if (error instanceof AppError && error.failure.reason === 'already_open') {
    if (!(await raiseBrowserHost(data))) dialog.showErrorBox(words.alreadyOpen, words.alreadyOpenDetail);
    app.exit(3);
    return;
  }
  const incident = log.incident('start', error);
  dialog.showErrorBox(
    words.cannotStart,
    words.cannotStartDetail.replace('{incident}', incident).replace('{folder}', log.folder),
  );
  app.exit(1);
}
