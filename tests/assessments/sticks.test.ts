import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ended } from '../roster/run-import.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareGrading } from '../support/grades.ts';
import { addLearners } from '../support/people.ts';
import { preview, takeIn } from '../support/submissions.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const drives: string[] = [];
let test: TestBackend;
let stick: string;
let assessmentId: string;
let olena: string;

beforeAll(async () => {
  test = await openTestBackend({ drives });
  const made = await prepareGrading(test, 0);
  assessmentId = made.assessmentId;
  [olena = ''] = addLearners(test, 2, made.cohortId, ['Олена Коваленко', 'Юлія Шевченко']);
  stick = temporaryFolder('stick');
  mkdirSync(join(stick, 'work'));
  writeFileSync(join(stick, 'work/Kovalenko Olena.json'), '{"a":1}');
  writeFileSync(join(stick, 'work/Shevchenko Yuliia.json'), '{"b":1}');
  writeFileSync(join(stick, 'song.mp3'), 'la');
  writeFileSync(join(temporaryFolder('home'), 'secret.json'), '{}');
  symlinkSync(temporaryFolder('elsewhere'), join(stick, 'link'));
});

describe('a stick', () => {
  it('is seen once it is plugged in', async () => {
    expect((await test.call('assessments.drives', {})).drives).toEqual([]);
    const of = { drive: stick, assessmentId, learnerId: olena };
    expect(await test.fail('assessments.driveFiles', of)).toMatchObject({ reason: 'drive_gone' });
    drives.push(stick);
    expect((await test.call('assessments.drives', {})).drives).toMatchObject([{ path: stick }]);
  });

  it('shows what is likely hers first, and what is somebody else’s last', async () => {
    const { files, more } = await test.call('assessments.driveFiles', {
      drive: stick,
      assessmentId,
      learnerId: olena,
    });
    expect(files.map(({ path, likely }) => [path, likely])).toEqual([
      ['work/Kovalenko Olena.json', true],
      ['song.mp3', false],
      ['work/Shevchenko Yuliia.json', false],
    ]);
    expect(more).toBe(false);
  });

  it('gives its files to the learner who stands there, and nothing from outside of it', async () => {
    const source = { kind: 'stick' as const, drive: stick, paths: ['work/Kovalenko Olena.json'] };
    const found = await preview(test, assessmentId, source, olena);
    expect(found.groups).toMatchObject([{ files: 1, matches: [{ learnerId: olena, by: 'hand' }] }]);
    expect((await takeIn(test, found.jobId)).attempts).toMatchObject([{ learnerId: olena, number: 1 }]);
    const outside = { ...source, paths: ['../secret.json'] };
    const { jobId } = await test.call('assessments.previewSubmissions', {
      assessmentId,
      learnerId: olena,
      source: outside,
    });
    expect(await ended(test, jobId)).toMatchObject({ failure: { reason: 'reading_unreadable_file' } });
  });

  it('takes her feedback back, whole, under a name that stays on it', async () => {
    const give = async (text: string) =>
      test.call('assessments.returnToDrive', {
        ...{ drive: stick, folder: '../Feedback: Олена' },
        files: [
          { name: 'feedback.html', upload: await test.backend().files.receive('x', [Buffer.from(text)]) },
        ],
      });
    await give('<p>first</p>');
    const { folder, files } = await give('<p>second</p>');
    expect(files).toBe(1);
    expect(folder.startsWith(join(stick, '_'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['feedback.html']);
    expect(readFileSync(join(folder, 'feedback.html'), 'utf8')).toBe('<p>second</p>');
  });
});
