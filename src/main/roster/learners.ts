import type { Write } from '../database/changes.ts';
import { learnerEntity } from './entities.ts';
import { shortenName } from './import/read-name.ts';

/** A new person of whom only the name is known. Returns the id. */
export function addLearner(write: Write, id: string, name: string): string {
  write(learnerEntity, id, 'name', { written: name, short: shortenName(name, 'unknown') });
  return id;
}
