import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { language } from '../../shared/contract/values.ts';
import { makeFolder, writeDurably } from '../durable.ts';

/** What the screen needs before any key is there: how it looks. Nothing about people. */
const appearance = z.object({
  language: language.nullable().catch(null),
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
});
export type Appearance = z.infer<typeof appearance>;

const fileOf = (dataFolder: string): string => join(dataFolder, 'appearance.json');

export function readAppearance(dataFolder: string): Appearance {
  try {
    return appearance.parse(JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')));
  } catch {
    return { language: null, theme: 'auto' };
  }
}

export function writeAppearance(dataFolder: string, value: Appearance): void {
  makeFolder(dataFolder);
  writeDurably(fileOf(dataFolder), JSON.stringify(value));
}
