import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../electron-builder.ts';

const root = join(import.meta.dirname, '../..');

describe('the packaged program', () => {
  it('has its fuses set', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('is one archive; only the database’s binary lies beside it', () => {
    expect(config.asar).toEqual({ smartUnpack: false });
    expect(config.asarUnpack).toEqual(['node_modules/better-sqlite3/prebuilds/**']);
    expect(config.npmRebuild).toBe(false);
  });

  it('holds what is built and no sources', () => {
    const named = [config.files].flat().filter((file) => typeof file === 'string');
    expect(named.filter((file) => !file.startsWith('!'))).toEqual([
      'package.json',
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'resources/**',
    ]);
  });

  it.each(['win', 'mac', 'linux'] as const)(
    'does not take exclusions for %s to mean everything else',
    (system) => {
      const [first] = [config[system]?.files].flat();
      expect(first).toBe('package.json');
    },
  );

  it('has its icon', () => {
    expect(existsSync(join(root, String(config.icon)))).toBe(true);
  });
});
