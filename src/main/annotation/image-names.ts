/** Image names as tools write them, made comparable: `/` between folders, one form of letters, no case. */
export const foldName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC')
    .toLowerCase();

/** What stands behind the last `/`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Without what stands behind the last dot. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

/** The folder, without the `/` at its end; empty for none. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
