import { refuse } from '../../../shared/result.ts';
import { mostFilesHandedOver } from '../../../shared/rules/submissions.ts';
import { droppedFiles, type PlacedFile, placed } from '../../ui/dropped-files.ts';

/** Throws `validation` (too_many_files). */
function notTooMany(files: PlacedFile[]): PlacedFile[] {
  if (files.length > mostFilesHandedOver)
    throw refuse('validation', 'too_many_files', { most: mostFilesHandedOver });
  return files;
}

/** Files of an `input`, which says for a folder where each of them lies. Rejects as `notTooMany` throws. */
export const chosenWork = async (files: readonly File[]): Promise<PlacedFile[]> => notTooMany(placed(files));

/** Files and folders as they were dropped. Ask in the event itself. Rejects as `notTooMany` throws. */
export const droppedWork = async (dropped: DataTransfer): Promise<PlacedFile[]> =>
  notTooMany(await droppedFiles(dropped, mostFilesHandedOver));

/** What a person would call it: the file, or the folder that all of it lies in; nothing for several. */
export function nameOf(files: readonly PlacedFile[]): string {
  const [first] = files;
  if (!first) return '';
  if (files.length === 1) return first.path;
  const folder = first.path.split('/')[0] ?? '';
  return files.every(({ path }) => path.startsWith(`${folder}/`)) ? folder : '';
}
