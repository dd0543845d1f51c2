import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { learners } from './people.ts';

/** Files below a folder, by their whole path; what vanishes on the way (a browser's own) is passed over. */
function* filesBelow(folder: string): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Every file below a folder, changed since, that holds one of the words, in UTF-8 or UTF-16. */
export function filesWith(folder: string, words: readonly string[], since: number): string[] {
  const needles = words.flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'utf16le').swap16(),
  ]);
  return [...filesBelow(folder)].filter((file) => {
    const facts = statSync(file, { throwIfNoEntry: false });
    if (!facts || facts.mtimeMs < since || facts.size > 200_000_000) return false;
    try {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    } catch {
      return false;
    }
  });
}

/** Names and phones that the tests of the screens type and import, those of the lists among them. */
const known: readonly string[] = [
  ...learners,
  'Поліщук Дарина',
  "Мар'яненко Вікторія",
  'أمينة المصري',
  'Svitlana Haddad',
  'Vira Stepova',
  'Oksana Nova',
  '+380677654321',
  '+380633376520',
  '+359829714906',
  '+380933602541',
];

/** Throws if a closed app left one of them readable in its folder: data, log, state, or the profile of its window. */
export function requireNoTraces(folder: string): void {
  const found = filesWith(folder, known, 0);
  if (found.length > 0) throw new Error(`names or phones in plain text: ${found.join(', ')}`);
}
