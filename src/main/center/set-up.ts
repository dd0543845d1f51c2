import { join } from 'node:path';
import type { Input } from '../../shared/contract/index.ts';
import { wallClock } from '../../shared/rules/time.ts';
import { beginAct, newId, type Write } from '../database/changes.ts';
import {
  escrowSlot,
  type KeyFile,
  newDataKey,
  newKeyFile,
  passphraseSlot,
  recoverySlot,
  type Slot,
  writeKeyFile,
} from '../database/keys.ts';
import { markOpening } from '../database/marker.ts';
import { newRecoveryCode } from '../database/recovery-code.ts';
import { beginReplacement, replaceCenter } from '../database/replacement.ts';
import type { Database } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import { createDatabase, type Folders } from '../database/vault.ts';
import type { Platform } from '../platform.ts';
import { programEntity } from '../roster/entities.ts';
import { templates } from '../roster/templates.ts';
import type { CenterFile } from './center-file.ts';
import { centerEntity, personEntity } from './entities.ts';
import { hashPin, savePin } from './pins.ts';

type SetUp = Omit<Input<'center.setUp'>, 'centerFile'> & { centerFile: CenterFile | null };

export interface NewCenter {
  keys: KeyFile;
  key: Buffer;
  recoveryCode: string;
  coordinatorId: string;
}

/**
 * Makes a whole new center in a folder of its own and puts it in place at the end:
 * a cut on the way leaves an empty laptop, never half a center.
 */
export async function setUpCenter(platform: Platform, folders: Folders, input: SetUp): Promise<NewCenter> {
  const now = platform.now();
  const building = beginReplacement(folders);
  const key = newDataKey();
  const recovery = newRecoveryCode();
  const slots: Slot[] = [await passphraseSlot(key, input.passphrase), recoverySlot(key, recovery.secret)];
  if (input.centerFile?.escrow) slots.push(await escrowSlot(key, input.centerFile.escrow));
  const keys = newKeyFile(slots);
  writeKeyFile(join(building, 'keys.json'), keys);

  const coordinatorId = newId(now);
  const pin = await hashPin(input.coordinator.pin);
  const db = createDatabase(join(building, 'rollbook.db'), key, input.deviceName, now);
  try {
    db.transaction(() => {
      const { write } = beginAct(db, {
        device: requireDevice(db),
        actor: coordinatorId,
        command: 'center.setUp',
        now,
      });
      const centerId = input.centerFile?.center.id ?? newId(now);
      write(centerEntity, centerId, 'profile', input.center);
      if (input.centerFile) {
        write(centerEntity, centerId, 'head_office', headOfficeOf(input.centerFile));
      }
      write(personEntity, coordinatorId, 'profile', {
        name: input.coordinator.name,
        role: 'coordinator',
        language: input.center.language,
      });
      writePrograms(write, input.centerFile?.programs ?? [], now);
      savePin(db, coordinatorId, pin);
      setState(db, 'passphrase_day', wallClock(now, input.center.timeZone).date);
    }).immediate();
    markOpening(db, requireDevice(db), folders.data, platform.paths.state);
    setState(db, 'clean', '1');
  } finally {
    db.close();
  }
  replaceCenter(folders, now);
  return { keys, key, recoveryCode: recovery.code, coordinatorId };
}

/** What bundles need of head office's file. */
function headOfficeOf(file: CenterFile): Record<string, unknown> {
  const { recipients, escrow, receiptKey, destination, consentBasis, retainMonths } = file;
  return { recipients, escrow, receiptKey, destination, consentBasis, retainMonths };
}

/** Those of head office's file, or else the templates. */
function writePrograms(write: Write, programs: CenterFile['programs'], now: number): void {
  for (const { id = newId(now), name, kinds, threshold } of programs) {
    write(programEntity, id, 'profile', { name, template: null, kinds });
    if (threshold !== undefined) write(programEntity, id, 'rule', { threshold });
  }
  if (programs.length > 0) return;
  for (const { threshold, ...profile } of templates) {
    const id = newId(now);
    write(programEntity, id, 'profile', profile);
    write(programEntity, id, 'rule', { threshold });
  }
}

function requireDevice(db: Database): string {
  const device = getState(db, 'device');
  if (!device) throw new Error('a new database has a device');
  return device;
}
