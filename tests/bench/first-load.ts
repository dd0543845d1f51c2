import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './figure.ts';
import { rendererPages, requireBuild } from './window.ts';

/** Kilobytes (1000 bytes). */
const allowed = 250;

export const firstLoad: Bench = {
  name: 'first-load',
  about: 'gzipped JavaScript of the first screen: entry, frame, door and the largest catalog / 250 kB',
  bar: 1,
  measure: async () => {
    await requireBuild();
    const size = [...initialChunks()].reduce((sum, file) => sum + sizeOf(file), 0);
    const ratio = size / 1000 / allowed;
    return {
      ratio,
      spread: [ratio, ratio],
      subject: size / 1000,
      baseline: allowed,
      unit: 'kB',
      rounds: 1,
    };
  },
};

const sizeOf = (file: string): number => gzipSync(readFileSync(file)).length;

/** The scripts of a name that the build made, with their hashes. */
function scripts(name: string): string[] {
  const assets = join(rendererPages, 'assets');
  return readdirSync(assets)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'))
    .map((file) => join(assets, file));
}

/**
 * Scripts that the page names or preloads, what the entry asks for before the first frame, and all that these import.
 * Of the languages one is loaded: the largest counts.
 */
function initialChunks(): Set<string> {
  const page = readFileSync(join(rendererPages, 'index.html'), 'utf8');
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const name of staticImports(readFileSync(file, 'utf8'))) visit(join(dirname(file), name));
  };
  for (const [, address] of page.matchAll(/(?:src|href)="([^"]+\.js)"/g))
    visit(join(rendererPages, address ?? ''));
  for (const file of [...scripts('start'), ...scripts('door')]) visit(file);
  const [catalog] = ['en', 'uk', 'bg', 'ar'].flatMap(scripts).sort((a, b) => sizeOf(b) - sizeOf(a));
  if (found.size < 4 || !catalog) throw new Error('the build does not look as this expects');
  visit(catalog);
  return found;
}

/** `import … from "./x.js"`, `import "./x.js"` and `export … from "./x.js"`, not `import("./x.js")`. */
function staticImports(code: string): string[] {
  const statement =
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*{][^;"'()]*?\bfrom\s*)?["'](\.[^"']+\.js)["']/g;
  return [...code.matchAll(statement)].flatMap(([, name]) => name ?? []);
}
