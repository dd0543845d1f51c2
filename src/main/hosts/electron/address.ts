export const scheme = 'app';
const host = 'rollbook';

/** The only origin the window ever shows. */
export const ownOrigin = `${scheme}://${host}`;

/**
 * True for addresses of our own pages and blobs. Compares protocol and host because the URL class of Node gives
 * `null` as the origin of every scheme that it does not know.
 */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}
