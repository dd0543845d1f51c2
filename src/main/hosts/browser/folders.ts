import { homedir } from 'node:os';
import { join } from 'node:path';

const home = homedir();

/** Where programs of this user keep their data; the same folder that Electron's userData is in. */
function base(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(home, 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  return process.env.XDG_CONFIG_HOME ?? join(home, '.config');
}

export const defaultDataFolder = (): string => join(base(), 'Rollbook', 'data');

/** Outside every data folder, so that a copied one does not bring it along. */
export const stateFolder = (): string => join(base(), 'Rollbook', 'state');
