import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, test } from 'vitest';
import { buildBundle } from '../../src/main/bundles/build-bundle.ts';
import { isCertified } from '../../src/main/bundles/certificates.ts';
import { bundleKeys } from '../../src/main/bundles/keys.ts';
import { type Build, bundlePath, freezeNext, sweepOutbox } from '../../src/main/bundles/outbox.ts';
import { addBundle, listBundles, setBundleState } from '../../src/main/bundles/queries.ts';
import { readBundle } from '../../src/main/bundles/read-bundle.ts';
import { verifyBundle } from '../../src/main/bundles/verify-bundle.ts';
import { countWaiting } from '../../src/main/bundles/waiting.ts';
import { centerEntity } from '../../src/main/center/entities.ts';
import { findCenter } from '../../src/main/center/queries.ts';
import { openFileStore } from '../../src/main/database/file-store.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { learnerEntity } from '../../src/main/roster/entities.ts';
import type { Audience } from '../../src/shared/rules/bundle-fields.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { act, prepareRoll } from '../support/people.ts';
import { testPlatform } from '../support/platform.ts';

let laptop: TestBackend;
beforeEach(async () => {
  laptop = await openTestBackend();
});

const folders = () => foldersOf(laptop.paths.data);
const vault = () => laptop.backend().gate.vault();
const options = () => ({
  ...{ platform: testPlatform(laptop.paths, laptop.clock, null), folders: folders(), vault: vault() },
});
/** As the worker does it, without the second that a worker takes to begin. */
const build: Build = async ({ database, key, files, outbox, plan }) => {
  const db = connect(database, Buffer.from(key), { readonly: true });
  try {
    return await buildBundle(db, openFileStore(files, Buffer.from(key)), plan, outbox);
  } finally {
    db.close();
  }
};
const freeze = (audience: Audience) => freezeNext({ ...options(), build }, audience, { files: false });
const keysHere = () => bundleKeys(laptop.db(), vault().device, laptop.clock.now);
const centerId = () => findCenter(laptop.db())?.id ?? '';

/** Head office's identities, whose recipients its file names: of the office and of the escrow. */
async function letHeadOfficeIn(): Promise<string[]> {
  const identities = [await generateX25519Identity(), await generateX25519Identity()];
  const [office = '', escrow = ''] = await Promise.all(identities.map((one) => identityToRecipient(one)));
  act(laptop, 'test.file', (write) => {
    const file = { recipients: [office], escrow, consentBasis: 'contract of 2026', retainMonths: 24 };
    write(centerEntity, centerId(), 'head_office', file);
  });
  return identities;
}

describe('freezing', () => {
  test('takes what waits into one bundle, and then nothing waits', async () => {
    await prepareRoll(laptop, 3);
    const waiting = countWaiting(laptop.db(), 'center', [], 'bundle');
    expect(waiting).toBe(logOf(laptop.db()).length);
    const told: number[] = [];
    const frozen = await freezeNext(options(), 'center', {
      files: true,
      progress: (done) => told.push(done),
    });
    expect(told.at(-1)).toBe(1);
    expect(frozen).toMatchObject({ state: 'frozen', audience: 'center', changes: waiting, why: null });
    expect(await freeze('center')).toBeNull();
    expect(countWaiting(laptop.db(), 'center', [], 'bundle')).toBe(0);
    expect(countWaiting(laptop.db(), 'center', [], 'confirmed')).toBe(waiting);
    setBundleState(laptop.db(), frozen?.id ?? '', 'confirmed', laptop.clock.now);
    expect(countWaiting(laptop.db(), 'center', [], 'confirmed')).toBe(0);
  });

  test('carries the next changes in the next bundle, which names the one before it', async () => {
    const first = await freeze('center');
    const before = logOf(laptop.db()).length;
    const { sessionId } = await prepareRoll(laptop, 3);
    await laptop.call('attendance.fillBlanks', { sessionId });
    const second = await freeze('center');
    expect(second?.changes).toBe(logOf(laptop.db()).length - before);
    const { center, device } = await keysHere();
    const bundle = await readBundle(
      bundlePath(folders(), second?.id ?? ''),
      [center.identity],
      temporaryFolder(),
    );
    const { manifest } = bundle;
    await bundle.close();
    expect(manifest.previous).toBe(first?.sha256);
    expect(manifest.authors).toMatchObject([{ device: vault().device, seq_from: before + 1 }]);
    expect(isCertified(manifest.signer.certificate)).toBe(true);
    expect(manifest.signer.certificate).toMatchObject({
      ...{
        center: centerId(),
        device: vault().device,
        key: device.public,
        center_key: center.signing.public,
      },
    });
  });

  test('sends again what was refused, and what lies in quarantine', async () => {
    for (const state of ['rejected', 'quarantined'] as const) {
      const one = await freeze('center');
      setBundleState(laptop.db(), one?.id ?? '', state, laptop.clock.now, 'bundle_damaged');
      expect(countWaiting(laptop.db(), 'center', [], 'bundle')).toBe(one?.changes);
      const again = await freeze('center');
      expect(again?.changes).toBe(one?.changes);
      setBundleState(laptop.db(), again?.id ?? '', 'rejected', laptop.clock.now);
    }
  });

  test('for head office holds back what is not opened; when it is, everything goes out again', async () => {
    const [office = '', escrow = ''] = await letHeadOfficeIn();
    act(laptop, 'test.learner', (write) => {
      write(learnerEntity, '018f0000-0000-7000-8000-00000000000a', 'phone', '+380501234567');
    });
    const all = logOf(laptop.db()).length;
    const first = await freeze('head-office');
    // The phone number and head office's own file stay.
    expect(first?.changes).toBe(all - 2);
    const path = bundlePath(folders(), first?.id ?? '');
    for (const identity of [office, escrow])
      expect(await verifyBundle(path, [identity], temporaryFolder())).toMatchObject({
        verdict: 'verified',
        bundle: { consentBasis: 'contract of 2026', retainUntil: '2028-03-12', clockSuspect: false },
      });
    const own = (await keysHere()).center.identity;
    expect(await verifyBundle(path, [own], temporaryFolder())).toMatchObject({
      ...{ verdict: 'unopened', reason: { code: 'bundle_not_for_us' } },
    });
    act(laptop, 'test.open', (write) => {
      write(centerEntity, centerId(), 'bundle_fields', { headOffice: ['contacts'] });
    });
    const second = await freeze('head-office');
    expect(second).toMatchObject({ changes: all, opened: ['contacts'] });
  });

  test('carries what another laptop wrote, of which a part is not here yet, as far as it is here', async () => {
    const other = memoryDatabase();
    const learner = (letter: string, value: string) => ({
      ...{ entity: 'learner', id: `018f0000-0000-7000-8000-00000000000${letter}`, cell: 'sex', value },
    });
    edit(
      other,
      'device-b',
      1000,
      ['a', 'b', 'c', 'd'].map((letter) => learner(letter, 'f')),
    );
    receiveAll(
      laptop.db(),
      logOf(other).filter(({ seq }) => seq !== 2),
    );
    const bundle = await freeze('center');
    const { center } = await keysHere();
    const path = bundlePath(folders(), bundle?.id ?? '');
    const report = await verifyBundle(path, [center.identity], temporaryFolder());
    expect(report.bundle?.authors.filter(({ device }) => device === 'device-b')).toEqual([
      { device: 'device-b', seqFrom: 1, seqTo: 1, changes: 1, gaps: [], digest: null },
      { device: 'device-b', seqFrom: 3, seqTo: 4, changes: 2, gaps: [], digest: null },
    ]);
    // What is not here does not wait. When it comes, it goes.
    expect(countWaiting(laptop.db(), 'center', [], 'bundle')).toBe(0);
    expect(await freeze('center')).toBeNull();
    receiveAll(laptop.db(), logOf(other));
    expect((await freeze('center'))?.changes).toBe(1);
  });

  test('says of a clock that stands before what was recorded that it is suspect, and goes on', async () => {
    laptop.clock.set('2019-01-01T00:00:00Z');
    const bundle = await freeze('center');
    const { center } = await keysHere();
    const report = await verifyBundle(
      bundlePath(folders(), bundle?.id ?? ''),
      [center.identity],
      temporaryFolder(),
    );
    expect(report).toMatchObject({ verdict: 'verified', bundle: { clockSuspect: true } });
  });

  test('is refused without anybody who could open it, and for a funder; nothing is left of it', async () => {
    await expect(freeze('head-office')).rejects.toMatchObject({
      failure: { reason: 'bundle_recipients_missing' },
    });
    await expect(freeze('funder')).rejects.toMatchObject({ failure: { reason: 'bundle_for_reports' } });
    expect(listBundles(laptop.db())).toEqual([]);
    await letHeadOfficeIn();
    expect(await freeze('head-office')).toMatchObject({ state: 'frozen' });
  });

  test('happens once at a time', async () => {
    const both = await Promise.allSettled([freeze('center'), freeze('center')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = both.find((one) => one.status === 'rejected');
    expect(failed?.reason).toMatchObject({ failure: { reason: 'bundle_building' } });
    expect(listBundles(laptop.db())).toHaveLength(1);
  });
});

describe('what a cut leaves', () => {
  const names = () => readdirSync(folders().outbox).sort();

  test.each(['.rollbook.age.part', '.rollbook.age'])(
    'of building, a file %s, is cleared and waits again',
    async (end) => {
      const kept = await freeze('center');
      await prepareRoll(laptop, 2);
      const id = '01900000-0000-7000-8000-0000000000aa';
      const waits = countWaiting(laptop.db(), 'center', [], 'bundle');
      addBundle(laptop.db(), { id, audience: 'center', opened: [], previous: null }, 1);
      mkdirSync(folders().outbox, { recursive: true });
      writeFileSync(join(folders().outbox, id + end), 'half');
      sweepOutbox(laptop.db(), folders());
      expect(names()).toEqual([`${kept?.id}.rollbook.age`]);
      expect(listBundles(laptop.db()).map((bundle) => bundle.id)).toEqual([kept?.id]);
      expect(countWaiting(laptop.db(), 'center', [], 'bundle')).toBe(waits);
    },
  );

  test('a full folder or one that cannot be made leaves neither row nor file', async () => {
    writeFileSync(folders().outbox, 'in the way');
    await expect(freeze('center')).rejects.toThrow();
    expect(listBundles(laptop.db())).toEqual([]);
    expect(existsSync(folders().outbox)).toBe(true);
  });
});

test('keys are made once, and are other ones for a laptop that writes under another name', async () => {
  const first = await keysHere();
  expect(await keysHere()).toEqual(first);
  const other = await bundleKeys(laptop.db(), 'another', laptop.clock.now);
  expect(other.center).toEqual(first.center);
  expect(other.device.public).not.toBe(first.device.public);
  const files = readFileSync(folders().database);
  expect(files.includes(first.center.identity)).toBe(false);
});
