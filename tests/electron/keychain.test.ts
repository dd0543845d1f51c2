import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findKeychain } from '../../src/main/hosts/electron/keychain.ts';
import { resetElectron, safeStorage } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

describe('the keychain', () => {
  it.each<[NodeJS.Platform, string, boolean, boolean]>([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', 'gnome_libsecret', false, false],
    ['win32', '', true, true],
    ['win32', '', false, false],
    ['darwin', '', true, true],
    ['darwin', '', false, false],
  ])('on %s with %j, available %s: %s', (system, backend, available, real) => {
    safeStorage.backend = backend;
    safeStorage.available = available;
    expect(findKeychain(system) !== null).toBe(real);
  });

  it('gives back what it sealed, every byte', () => {
    const keychain = findKeychain('darwin');
    const secret = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const sealed = keychain?.protect(secret) ?? Buffer.alloc(0);
    expect(sealed.includes(secret)).toBe(false);
    expect(keychain?.unprotect(sealed)).toEqual(secret);
  });

  it('gives nothing for what another laptop sealed', () => {
    expect(findKeychain('win32')?.unprotect(Buffer.from('of another'))).toBeNull();
  });
});
