import { resolve } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { readArchive } from '../database/archive.ts';
import {
  type KeyFile,
  keychainSlot,
  parseKeyFile,
  passphraseSlot,
  recoverySlot,
  type Slot,
  unlockKey,
  withSlots,
} from '../database/keys.ts';
import { newRecoveryCode } from '../database/recovery-code.ts';
import { setState } from '../database/state.ts';
import { type Folders, findKeys, saveKeys } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import type { Platform } from '../platform.ts';
import type { Gate } from './gate.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  /** The recovery code that was just made, until its groups are typed back; it is never written anywhere. */
  shown: { code: string | null };
}

type Names = 'confirmRecoveryCode' | 'changePassphrase' | 'newRecoveryCode' | 'setPersonal' | 'takeKeys';

/** The slots of the key file, or throws `unavailable` (key_file_missing). */
export function requireKeys(folders: Folders): KeyFile {
  const keys = findKeys(folders);
  if (!keys) throw refuse('unavailable', 'key_file_missing');
  return keys;
}

/** The ways into the data: passphrase, recovery code, keychain. */
export function keyHandlers({
  gate,
  platform,
  folders,
  shown,
}: Dependencies): Pick<Handlers<'center'>, Names> {
  const keysNow = (): KeyFile => requireKeys(folders);
  return {
    confirmRecoveryCode: ({ groups }) => {
      if (!shown.code) throw refuse('not_found', 'recovery_code_gone');
      const right = shown.code.split('-');
      const same = groups.every(({ index, text }) => text.trim().toUpperCase() === right[index]);
      const distinct = new Set(groups.map(({ index }) => index)).size === groups.length;
      if (same && distinct) {
        setState(gate.db(), 'recovery_confirmed', '1');
        shown.code = null;
      }
      return { right: same && distinct };
    },
    changePassphrase: async (input) => {
      const keys = keysNow();
      const unlock =
        'current' in input ? { passphrase: input.current } : { recoveryCode: input.recoveryCode };
      const key = await unlockKey(keys, unlock);
      saveKeys(folders, withSlots(keys, [await passphraseSlot(key, input.passphrase)]));
      return {};
    },
    newRecoveryCode: async ({ passphrase }) => {
      const keys = keysNow();
      const key = await unlockKey(keys, { passphrase });
      const { code, secret } = newRecoveryCode();
      saveKeys(folders, withSlots(keys, [recoverySlot(key, secret)]));
      setState(gate.db(), 'recovery_confirmed', null);
      shown.code = code;
      return { recoveryCode: code };
    },
    setPersonal: ({ personal }) => {
      const { keychain } = platform;
      if (personal && !keychain) throw refuse('unavailable', 'keychain_missing');
      const { db, key } = gate.vault();
      const slots: Slot[] = keysNow().slots.filter((slot) => slot.kind !== 'keychain');
      if (personal && keychain) slots.push(keychainSlot(key, keychain.protect(key)));
      saveKeys(folders, { ...keysNow(), slots });
      setState(db, 'personal', personal ? '1' : null);
      return {};
    },
    takeKeys: async ({ path }) => {
      if (gate.problem()?.reason !== 'key_file_missing') throw refuse('conflict', 'keys_are_here');
      const { keys } = await readArchive(resolve(path));
      const parsed = parseKeyFile(keys);
      if (!parsed) throw refuse('corrupt', 'backup_damaged');
      saveKeys(folders, parsed);
      gate.look();
      return {};
    },
  };
}
