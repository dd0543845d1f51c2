import { type Language, language as languages } from '../../shared/contract/values.ts';
import { samplePin } from '../../shared/rules/sample.ts';
import { type Appearance, readAppearance, writeAppearance } from '../center/appearance.ts';
import type { Gate } from '../center/gate.ts';
import { hashPin } from '../center/pins.ts';
import { newDataKey, newKeyFile, recoverySlot } from '../database/keys.ts';
import { newRecoveryCode } from '../database/recovery-code.ts';
import { runWorker } from '../database/tasks.ts';
import { foldersOf, saveKeys } from '../database/vault.ts';
import { makeFolder } from '../durable.ts';
import type { Platform } from '../platform.ts';
import { samplePictures } from '../resources.ts';
import type { SampleTask } from './worker.ts';

/** Always the same people. */
const seed = 1;

/**
 * Makes the sample center in its own folder, in a worker, and opens it. It is encrypted like any other; the one way to
 * its key is a recovery code that nobody has seen and that is forgotten here.
 */
export async function makeSample(
  gate: Gate,
  platform: Platform,
  { language, look }: { language: Language; look: Appearance },
): Promise<void> {
  const folders = foldersOf(platform.paths.data);
  const key = newDataKey();
  const recovery = newRecoveryCode();
  writeAppearance(folders.data, { ...look, language });
  const task: SampleTask = {
    ...{ database: folders.database, files: folders.files, data: folders.data, key },
    ...{ state: platform.paths.state, pictures: samplePictures },
    ...{ seed, now: platform.now(), language, pin: await hashPin(samplePin) },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  await gate.whileClosed(async (progress) => {
    makeFolder(folders.center);
    await runWorker(platform.worker('sample'), task, progress);
    saveKeys(folders, newKeyFile([recoverySlot(key, recovery.secret)]));
  }, 'making_sample');
  await gate.unseal({ recoveryCode: recovery.code });
}

/** The language that this laptop was left in, else that of its system. */
export function usualLanguage(data: string): Language {
  const system = languages.safeParse(Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2));
  return readAppearance(data).language ?? (system.success ? system.data : 'en');
}
