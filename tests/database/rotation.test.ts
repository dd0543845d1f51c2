import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BackupFile, listBackups, rotateBackups, surplus } from '../../src/main/database/backup.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { temporaryFolder } from '../support/folders.ts';

const nameOf = (instant: string, reason = 'daily'): string =>
  `rollbook-${instant.replaceAll(':', '')}Z-${reason}.rollbook-backup`;

/** A folder with backups of these instants ("2026-03-12T08:00:00") and reasons, and how they are listed. */
function listed(made: readonly (readonly [instant: string, reason?: string])[]): BackupFile[] {
  const folder = temporaryFolder('backups');
  for (const [instant, reason] of made) writeFileSync(join(folder, nameOf(instant, reason)), 'x');
  return listBackups(folder);
}

const instantsOf = (backups: readonly BackupFile[]): string[] =>
  backups.map((backup) => new Date(backup.madeAt).toISOString().slice(0, 19)).sort();

const goes = (...made: (readonly [instant: string, reason?: string])[]): string[] =>
  instantsOf(surplus(listed(made)));

describe('the list of backups', () => {
  test('is newest first, with what the name says', () => {
    const [newest, oldest] = listed([
      ['2026-03-11T23:59:59', 'hand'],
      ['2026-03-12T08:00:00', 'migration'],
    ]);
    expect(newest).toMatchObject({
      madeAt: Date.parse('2026-03-12T08:00:00Z'),
      reason: 'migration',
      bytes: 1,
    });
    expect(oldest).toMatchObject({ madeAt: Date.parse('2026-03-11T23:59:59Z'), reason: 'hand' });
  });

  test('leaves out unfinished ones, strangers and dates that do not exist', () => {
    const folder = temporaryFolder('backups');
    const whole = nameOf('2026-03-12T08:00:00');
    const others = [
      `.${whole}.part`,
      `.${whole}.db`,
      `${whole}.tmp`,
      'keys.json',
      'holiday.jpg',
      nameOf('2026-13-45T99:99:99'),
      nameOf('2026-02-30T08:00:00', 'stolen'),
    ];
    for (const name of [whole, ...others]) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'folder.rollbook-backup'));
    expect(listBackups(folder).map((backup) => backup.name)).toEqual([whole]);
  });

  test.each([
    ['that is not there', '/nowhere/at/all'],
    ['that is a file', import.meta.filename],
    ['whose name is no path', 'a\0b'],
  ])('of a folder %s is empty', (_name, folder) => {
    expect(listBackups(folder)).toEqual([]);
  });
});

describe('rotation', () => {
  test('of a day keeps the newest', () => {
    expect(
      goes(
        ['2026-03-12T08:00:00'],
        ['2026-03-12T17:30:00'],
        ['2026-03-12T12:00:00'],
        ['2026-03-11T09:00:00'],
      ),
    ).toEqual(['2026-03-12T08:00:00', '2026-03-12T12:00:00']);
  });

  test('keeps seven days, then the newest of each week', () => {
    // Ten days in a row, Tuesday 3 to Thursday 12 March 2026. Seven days reach back to Friday the 6th.
    // Weeks begin on Monday: that of the 9th has the 12th, that of the 2nd has Sunday the 8th.
    const made = Array.from(
      { length: 10 },
      (_, index) => [`2026-03-${String(index + 3).padStart(2, '0')}T20:00:00`] as const,
    );
    expect(goes(...made)).toEqual(['2026-03-03T20:00:00', '2026-03-04T20:00:00', '2026-03-05T20:00:00']);
  });

  test('keeps eight weeks, each by its newest', () => {
    // Mondays and Wednesdays of ten weeks to Wednesday 11 March 2026. The seven newest days are
    // 11 9 4 2 March, 25 23 18 February; the eight newest weeks end with that of Monday 19 January.
    const mondays = Array.from({ length: 10 }, (_, index) => addDays('2026-03-09', -7 * index));
    const made = mondays.flatMap((monday) => [
      [`${monday}T20:00:00`] as const,
      [`${addDays(monday, 2)}T20:00:00`] as const,
    ]);
    const kept = instantsOf(listed(made)).filter((instant) => !goes(...made).includes(instant));
    expect(kept.map((instant) => instant.slice(5, 10))).toEqual([
      '01-21',
      '01-28',
      '02-04',
      '02-11',
      '02-18',
      '02-23',
      '02-25',
      '03-02',
      '03-04',
      '03-09',
      '03-11',
    ]);
  });

  test('keeps days that have one: a holiday does not use any up', () => {
    const made = ['01-05', '01-06', '01-07', '01-08', '02-26', '02-27', '03-12'].map(
      (date) => [`2026-${date}T20:00:00`] as const,
    );
    expect(goes(...made)).toEqual([]);
  });

  test('keeps everything made by hand or before a restore, however old', () => {
    const made = Array.from(
      { length: 12 },
      (_, index) => [`2025-03-12T${10 + index}:00:00`, 'hand'] as const,
    );
    expect(goes(...made, ['2024-01-01T00:00:00', 'restore'], ['2026-03-12T08:00:00'])).toEqual([]);
  });

  test('keeps the last three made before migrations', () => {
    const made = ['00', '01', '02', '03', '04'].map(
      (hour) => [`2025-03-12T${hour}:00:00`, 'migration'] as const,
    );
    const later = Array.from(
      { length: 60 },
      (_, index) => [`${addDays('2026-03-12', -index)}T20:00:00`] as const,
    );
    const gone = goes(...made, ...later).filter((instant) => instant.startsWith('2025'));
    expect(gone).toEqual(['2025-03-12T00:00:00', '2025-03-12T01:00:00']);
  });

  test('never leaves a folder without its newest backup', () => {
    expect(goes(['2020-01-01T00:00:00'])).toEqual([]);
  });

  test('removes those files and no other', () => {
    const folder = temporaryFolder('backups');
    const names = ['2026-03-12T08:00:00', '2026-03-12T09:00:00'].map((instant) => nameOf(instant));
    for (const name of [...names, 'keys.json', 'letter.odt']) writeFileSync(join(folder, name), 'x');
    rotateBackups(folder);
    expect(readdirSync(folder).sort()).toEqual(['keys.json', 'letter.odt', names[1]]);
  });
});
