import { safeStorage } from 'electron';
import type { Keychain } from '../../platform.ts';

/**
 * The operating system's keychain, or null where there is no real one: without a keyring Linux seals with a
 * password that everybody knows (`basic_text`). Only after `ready`.
 * The port is synchronous, so these are the synchronous calls of safeStorage; what they seal, its newer
 * `decryptStringAsync` opens too.
 */
export function findKeychain(system: NodeJS.Platform = process.platform): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (system === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend();
    if (backend === 'basic_text' || backend === 'unknown') return null;
  }
  return {
    protect: (secret) => safeStorage.encryptString(secret.toString('base64')),
    unprotect: (sealed) => {
      try {
        return Buffer.from(safeStorage.decryptString(sealed), 'base64');
      } catch {
        return null;
      }
    },
  };
}
