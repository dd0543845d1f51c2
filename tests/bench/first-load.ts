import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './figure.ts';
import { rendererPages, requireBuild } from './window.ts';

/** Kilobytes (1000 bytes). */
const allowed = 250;

export const firstLoad: Bench = {
  name: 'first-load',
  about: 'gzipped JavaScript of the first load: the entry and all that it imports / 250 kB',
  bar: 1,
  measure: async () => {
    await requireBuild();
    const size = [...initialChunks()].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
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

/** Scripts that the page names or preloads, and what they import without being asked. */
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
  return found;
}

/** `import … from "./x.js"`, `import "./x.js"` and `export … from "./x.js"`, not `import("./x.js")`. */
function staticImports(code: string): string[] {
  const statement =
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*{][^;"'()]*?\bfrom\s*)?["'](\.[^"']+\.js)["']/g;
  return [...code.matchAll(statement)].flatMap(([, name]) => name ?? []);
}
