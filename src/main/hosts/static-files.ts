import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

export interface Page {
  body: Buffer;
  type: string;
  /** Built assets carry a hash in their name and never change. */
  immutable: boolean;
}

/**
 * A file of the built renderer for a request path, or null: outside the folder, of an unknown kind, or absent.
 * Paths without a dot are screens of the app and get its page.
 */
export async function readPage(folder: string, path: string): Promise<Page | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const wanted = decoded.includes('.') ? decoded : '/index.html';
  const file = join(folder, wanted);
  const inside = relative(folder, file);
  if (inside.startsWith('..') || isAbsolute(inside)) return null;
  const type = types[extname(file)];
  if (!type) return null;
  try {
    return { body: await readFile(file), type, immutable: inside.startsWith('assets') };
  } catch {
    return null;
  }
}
