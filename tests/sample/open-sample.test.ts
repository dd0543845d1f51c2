import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBackend } from '../../src/main/backend.ts';
import { createLog } from '../../src/main/log.ts';
import { removeSample, sampleFolder } from '../../src/main/sample/sample-folder.ts';
import type { Output } from '../../src/shared/contract/index.ts';
import type { Result } from '../../src/shared/result.ts';
import { samplePin } from '../../src/shared/rules/sample.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { temporaryFolder } from '../support/folders.ts';
import { clockAt, pathsOf, testPlatform } from '../support/platform.ts';
import { morning } from '../support/template.ts';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const rootOf = (laptop: TestBackend): string => sampleFolder(laptop.paths.data);

async function openSample(language: 'en' | 'ar' = 'en'): Promise<TestBackend> {
  const laptop = await openTestBackend({ center: false });
  await laptop.call('center.openSample', { language });
  return laptop;
}

async function signIn(laptop: TestBackend, role = 'coordinator'): Promise<void> {
  const { people } = await laptop.call('center.state', {});
  const person = people.find((one) => one.role === role);
  await laptop.call('center.unlock', { personId: person?.id ?? '', pin: samplePin });
}

describe('the sample center', () => {
  it('opens without a passphrase, and says what it is', async () => {
    const laptop = await openSample('ar');
    const state = await laptop.call('center.state', {});
    expect(state).toMatchObject({ sample: true, stage: 'locked', passphraseDue: false, newDevice: false });
    expect(state.appearance.language).toBe('ar');
    expect(state.people.map((person) => person.role).sort()).toEqual([
      'coordinator',
      'instructor',
      'instructor',
      'substitute',
    ]);
    await signIn(laptop);
    expect((await laptop.call('sessions.today', {})).running).toBe(true);
  });

  it('shows a substitute one cohort', async () => {
    const laptop = await openSample();
    await signIn(laptop, 'substitute');
    expect((await laptop.call('sessions.today', {})).cohorts).toHaveLength(1);
    expect(await laptop.fail('roster.learners', {})).toMatchObject({ code: 'forbidden' });
  });

  it('asks for no passphrase after midnight', async () => {
    const laptop = await openSample();
    laptop.clock.advance(30 * 3_600_000);
    expect(await laptop.call('center.state', {})).toMatchObject({ stage: 'locked', passphraseDue: false });
    await signIn(laptop);
  });

  it('tells how far its making has come', async () => {
    const laptop = await openTestBackend({ center: false });
    const seen: (number | null)[] = [];
    laptop.backend().subscribe(() => {
      const working = laptop.backend().gate.working();
      if (working?.task === 'making_sample') seen.push(working.done);
    });
    await laptop.call('center.openSample', { language: 'en' });
    expect(seen[0]).toBeNull();
    expect(seen.filter((done) => done !== null && done > 0).length).toBeGreaterThan(2);
  });

  it('keeps nothing readable on the disk, not even while it is open', async () => {
    const laptop = await openSample();
    await signIn(laptop);
    const { learners } = await laptop.call('roster.learners', {});
    const names = learners.map((learner) => learner.name);
    expect(names.length).toBeGreaterThan(50);
    const needles = names.flatMap((name) => [Buffer.from(name, 'utf8'), Buffer.from(name, 'utf16le')]);
    const files = filesBelow(laptop.root);
    expect(files.length).toBeGreaterThan(3);
    const telling = files.filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
    expect(telling).toEqual([]);
  });

  it.each([
    ['center.restore', { path: '/backup', unlock: { passphrase: 'x' } }],
    ['center.backUp', { folder: '/stick' }],
  ] as const)('refuses %s, which would lose something or leave something', async (channel, input) => {
    const laptop = await openSample();
    await signIn(laptop);
    expect(await laptop.fail(channel, input as never)).toMatchObject({ reason: 'not_in_sample' });
  });
});

describe('when the sample is left', () => {
  it('everything is as it was before', async () => {
    const laptop = await openTestBackend({ center: false });
    const before = filesBelow(laptop.root);
    await laptop.call('center.openSample', { language: 'en' });
    await signIn(laptop);
    await laptop.call('center.leaveSample', {});
    expect(await laptop.call('center.state', {})).toMatchObject({ sample: false, stage: 'new', me: null });
    expect(existsSync(rootOf(laptop))).toBe(false);
    expect(filesBelow(laptop.root).filter((file) => !file.endsWith('.log'))).toEqual(before);
  });

  it('a real center can be set up, and the sample cannot be left twice', async () => {
    const laptop = await openSample();
    await laptop.call('center.leaveSample', {});
    expect(await laptop.fail('center.leaveSample', {})).toMatchObject({ reason: 'not_a_sample' });
    await laptop.call('center.openSample', { language: 'en' });
    expect(await laptop.call('center.state', {})).toMatchObject({ sample: true });
  });
});

describe('leaves no folder', () => {
  it('when Rollbook is closed', async () => {
    const laptop = await openSample();
    expect(existsSync(rootOf(laptop))).toBe(true);
    laptop.close();
    expect(existsSync(rootOf(laptop))).toBe(false);
  });

  it('after it was cut off, from the next start on', async () => {
    const laptop = await openSample();
    const saved = join(laptop.root, 'saved');
    cpSync(rootOf(laptop), saved, { recursive: true });
    laptop.close();
    renameSync(saved, rootOf(laptop));
    laptop.restart();
    expect(existsSync(rootOf(laptop))).toBe(false);
  });

  it('of a sample that another Rollbook has open, only once that one is closed', async () => {
    const laptop = await openSample();
    removeSample(laptop.paths.data);
    expect(existsSync(join(rootOf(laptop), 'data', 'center', 'rollbook.db'))).toBe(true);
    await signIn(laptop);
  });

  it('but never deletes one that is somebody’s own', async () => {
    const laptop = await openTestBackend({ center: false });
    mkdirSync(rootOf(laptop));
    writeFileSync(join(rootOf(laptop), 'letter.txt'), 'Dear Olena');
    expect(await laptop.fail('center.openSample', { language: 'en' })).toMatchObject({ code: 'internal' });
    expect(await laptop.call('center.state', {})).toMatchObject({ sample: false, stage: 'new' });
    laptop.restart();
    expect(readFileSync(join(rootOf(laptop), 'letter.txt'), 'utf8')).toBe('Dear Olena');
  });
});

describe('a start in the sample', () => {
  it('does not touch the data folder until the sample is left', async () => {
    const root = temporaryFolder('laptop');
    const paths = pathsOf(root);
    const platform = testPlatform(paths, clockAt(morning), null);
    const backend = createBackend({ platform, log: createLog(join(root, 'log')), sample: true });
    try {
      const state = async (): Promise<Output<'center.state'>> => {
        const result = (await backend.dispatch('center.state', {})) as Result<Output<'center.state'>>;
        if (!result.ok) throw new Error(result.error.code);
        return result.data;
      };
      await new Promise<void>((opened) => {
        const stop = backend.subscribe(() => {
          if (backend.gate.stage() !== 'locked' || backend.gate.working()) return;
          stop();
          opened();
        });
      });
      expect(await state()).toMatchObject({ sample: true, stage: 'locked' });
      expect(existsSync(paths.data)).toBe(false);
      expect(existsSync(paths.state)).toBe(false);
      await backend.dispatch('center.leaveSample', {});
      expect(await state()).toMatchObject({ sample: false, stage: 'new' });
    } finally {
      backend.close();
    }
    expect(existsSync(sampleFolder(paths.data))).toBe(false);
  });
});
