import { shell } from 'electron';

/** Hosts whose pages may open in the person's browser. None yet: Rollbook works offline. */
const allowedHosts: readonly string[] = [];

/** True for `https` addresses of exactly these hosts, on the usual port, without a user name. */
export function mayOpen(address: string, hosts: readonly string[] = allowedHosts): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    hosts.includes(url.hostname)
  );
}

/** Opens an allowed address in the person's browser; true if it did. Never rejects. */
export async function openLink(address: string, hosts: readonly string[] = allowedHosts): Promise<boolean> {
  if (!mayOpen(address, hosts)) return false;
  return shell.openExternal(new URL(address).href).then(
    () => true,
    () => false,
  );
}
