import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitBeforeTry } from '../../src/main/bundles/backoff.ts';
import { type DeliverOptions, deliver } from '../../src/main/bundles/delivery/deliver.ts';
import { type Place, place } from '../../src/main/bundles/delivery/places.ts';
import {
  addDestination,
  findDestination,
  openDeliveries,
  type StoredDestination,
} from '../../src/main/bundles/delivery/queries.ts';
import { DeliveryError } from '../../src/main/bundles/destinations/delivery-error.ts';
import type { Destination } from '../../src/main/bundles/destinations/destination.ts';
import { receiptName } from '../../src/main/bundles/destinations/destination.ts';
import { tusDestination } from '../../src/main/bundles/destinations/tus.ts';
import { addBundle, findBundle, noteFrozen, setBundleState } from '../../src/main/bundles/queries.ts';
import { type Receipt, readReceipt, writeReceipt } from '../../src/main/bundles/receipt.ts';
import { newSigningKey } from '../../src/main/bundles/signing.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import type { Audience } from '../../src/shared/rules/bundle-fields.ts';
import { memoryDatabase } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { badLine } from '../support/line.ts';
import { tusServer } from '../support/servers.ts';

const office = newSigningKey();
const stranger = newSigningKey();
let db: Database;
let outbox: string;
let now: number;
beforeEach(() => {
  db = memoryDatabase();
  outbox = temporaryFolder('outbox');
  now = 1_800_000_000_000;
});
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  db.close();
});

const pathOf = (id: string): string => join(outbox, `${id}.rollbook.age`);

function frozen(audience: Audience = 'head-office', bytes = 50_000): { id: string; sha256: string } {
  const id = randomUUID();
  const content = randomBytes(bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  writeFileSync(pathOf(id), content);
  now += 1000;
  addBundle(db, { id, audience, opened: [], previous: null }, now);
  noteFrozen(db, id, { path: pathOf(id), sha256, bytes, changes: 1, parts: [] }, now);
  return { id, sha256 };
}

function destinationOf(at: Place, audience: Audience = 'head-office'): () => StoredDestination {
  const id = randomUUID();
  addDestination(db, { id, audience, place: at, now });
  return () => findDestination(db, id) as StoredDestination;
}

const options = (over: Partial<DeliverOptions> = {}): DeliverOptions => ({
  db,
  pathOf,
  receiptKey: office.public,
  now: () => now,
  signal: AbortSignal.timeout(30_000),
  chance: () => 0,
  ...over,
});

const answerTo = (sha256: string, over: Partial<Receipt> = {}, key = office): Buffer =>
  writeReceipt(key, {
    ...{ sha256, bundle_id: null, center: null, status: 'accepted', reasons: [], authors: [] },
    received: '2026-03-14T10:00:00Z',
    ...over,
  });

const stateOf = (id: string) => {
  const { state, why } = findBundle(db, id) ?? {};
  return [state, why];
};

describe('a round', () => {
  it('brings what is frozen, oldest first, and confirms nothing without a signed answer', async () => {
    const stick = temporaryFolder('stick');
    const at = destinationOf({ kind: 'folder', folder: stick });
    const [first, second] = [frozen(), frozen()];
    const mine = frozen('center');
    expect(openDeliveries(db, at()).map(({ bundleId }) => bundleId)).toEqual([first.id, second.id]);
    expect(await deliver(at(), options())).toEqual({ sent: 2, answered: 0, fault: null });
    expect(readdirSync(stick).sort()).toEqual(
      [`${first.id}.rollbook.age`, `${second.id}.rollbook.age`].sort(),
    );
    expect([stateOf(first.id), stateOf(second.id), stateOf(mine.id)]).toEqual([
      ['sent', null],
      ['sent', null],
      ['frozen', null],
    ]);
    expect(await deliver(at(), options())).toEqual({ sent: 0, answered: 0, fault: null });

    // Neither somebody else's word nor one about another bundle.
    writeFileSync(join(stick, receiptName(first.sha256)), answerTo(first.sha256, {}, stranger));
    writeFileSync(join(stick, receiptName(second.sha256)), answerTo(first.sha256));
    expect(await deliver(at(), options())).toMatchObject({ answered: 0 });
    expect(stateOf(first.id)).toEqual(['sent', null]);

    writeFileSync(join(stick, receiptName(first.sha256)), answerTo(first.sha256));
    writeFileSync(
      join(stick, receiptName(second.sha256)),
      answerTo(second.sha256, { status: 'quarantined', reasons: ['bundle_device_unknown'] }),
    );
    expect(await deliver(at(), options())).toEqual({ sent: 0, answered: 2, fault: null });
    expect([stateOf(first.id), stateOf(second.id)]).toEqual([
      ['confirmed', null],
      ['quarantined', 'bundle_device_unknown'],
    ]);
    expect(readReceipt(office.public, answerTo(first.sha256), first.sha256)).toMatchObject({
      status: 'accepted',
    });
  });

  it("counts a center's own copy as made once it was read back there", async () => {
    const stick = temporaryFolder('stick');
    const at = destinationOf({ kind: 'folder', folder: stick }, 'center');
    const mine = frozen('center');
    expect(await deliver(at(), options())).toEqual({ sent: 1, answered: 1, fault: null });
    expect(stateOf(mine.id)).toEqual(['confirmed', null]);
  });

  it('waits longer after each failure and begins anew after a success', async () => {
    const stick = temporaryFolder('stick');
    const at = destinationOf({ kind: 'folder', folder: stick });
    const { id } = frozen();
    rmSync(stick, { recursive: true });
    for (const failures of [1, 2, 3]) {
      expect((await deliver(at(), options())).fault?.fault).toBe('gone');
      expect(at()).toMatchObject({ failures, fault: 'gone', nextTry: now + waitBeforeTry(failures, 0) });
      expect(stateOf(id)).toEqual(['frozen', null]);
    }
    writeFileSync(stick, 'a file where the folder was');
    rmSync(stick);
    const again = temporaryFolder('stick');
    db.prepare('UPDATE local_destination SET place = ?').run(
      JSON.stringify({ kind: 'folder', folder: again }),
    );
    expect(await deliver(at(), options())).toMatchObject({ sent: 1, fault: null });
    expect(at()).toMatchObject({ failures: 0, fault: null, nextTry: 0, reachedAt: now });
  });

  it('lets one bundle that cannot go hold nobody up', async () => {
    const stick = temporaryFolder('stick');
    const at = destinationOf({ kind: 'folder', folder: stick });
    const [first, second] = [frozen(), frozen()];
    writeFileSync(join(stick, `${first.id}.rollbook.age`), 'other content');
    expect(await deliver(at(), options())).toEqual({ sent: 1, answered: 0, fault: null });
    expect([stateOf(first.id), stateOf(second.id)]).toEqual([
      ['frozen', 'taken'],
      ['sent', null],
    ]);
  });

  it('that is stopped by hand leaves the bundle frozen or on its way, and goes on later', async () => {
    const stick = temporaryFolder('stick');
    const at = destinationOf({ kind: 'folder', folder: stick });
    const { id } = frozen('head-office', 4_000_000);
    const stop = new AbortController();
    const stopped = deliver(
      at(),
      options({ signal: stop.signal, onProgress: () => stop.abort(new Error('stopped by hand')) }),
    );
    await expect(stopped).rejects.toThrow(/stopped by hand|abort/i);
    expect(readdirSync(stick)).toEqual([]);
    expect(await deliver(at(), options())).toMatchObject({ sent: 1, fault: null });
    expect(stateOf(id)).toEqual(['sent', null]);
  });
});

describe('over a bad line', () => {
  it('every bundle arrives once, equal, and goes on where it was', async () => {
    const [store, inbox] = [temporaryFolder('tus'), temporaryFolder('inbox')];
    const server = await tusServer(store, inbox);
    const line = await badLine(server.port);
    stops.push(server.stop, line.close);
    const address = `http://127.0.0.1:${line.port}/files`;
    const at = destinationOf({ kind: 'tus', address, receipts: null, token: '' });
    const bundles = [
      frozen('head-office', 200_000),
      frozen('head-office', 300_000),
      frozen('head-office', 1000),
    ];
    const open = (): Destination =>
      tusDestination({ address, receipts: null, token: '', chunkBytes: 16_384, stall: 500, retries: [] });
    let rounds = 0;
    for (; openDeliveries(db, at()).some(({ sentAt }) => sentAt === null) && rounds < 30; rounds += 1) {
      line.cutAfter(60_000);
      const { fault } = await deliver(at(), options({ open }));
      if (fault) expect(fault.passes).toBe(true);
      // Cuts with progress between them do not add up.
      expect(at().failures).toBeLessThanOrEqual(2);
    }
    expect(line.cuts()).toBeGreaterThan(4);
    for (const { id, sha256 } of bundles) {
      const arrived = readFileSync(join(inbox, `${id}.rollbook.age`));
      expect(createHash('sha256').update(arrived).digest('hex')).toBe(sha256);
      expect(stateOf(id)).toEqual(['sent', null]);
    }
    expect(readdirSync(inbox)).toHaveLength(3);
    // What was resumed was not sent again: the three and what each cut cost.
    expect(line.up()).toBeLessThan(501_000 + line.cuts() * 20_000 + 60_000);
  });

  it('a program that ended in the middle goes on: the upload was noted before the first byte', async () => {
    const at = destinationOf({ kind: 'tus', address: 'http://127.0.0.1:1/files', receipts: null, token: '' });
    const { id } = frozen();
    const dies: Destination = {
      ...tusDestination({ address: 'http://127.0.0.1:1/files', receipts: null, token: '' }),
      probe: async () => {},
      put: async (_file, { resume }) => {
        resume.write('http://127.0.0.1:1/files/abc');
        throw new DeliveryError('offline');
      },
    };
    await deliver(at(), options({ open: () => dies }));
    // As a crash leaves it.
    setBundleState(db, id, 'sending', now);
    expect(openDeliveries(db, at())).toMatchObject([
      { bundleId: id, resume: 'http://127.0.0.1:1/files/abc' },
    ]);
    let asked: string | null = null;
    const goesOn: Destination = {
      ...dies,
      put: async (_file, { resume }) => {
        asked = resume.read();
      },
    };
    expect(await deliver(at(), options({ open: () => goesOn }))).toMatchObject({ sent: 1 });
    expect(asked).toBe('http://127.0.0.1:1/files/abc');
  });
});

describe('an address', () => {
  const webdav = (address: string) =>
    place.safeParse({ kind: 'webdav', address, user: 'u', password: 'p' }).success;
  it.each([
    ['https://cloud.example.org/dav/center', true],
    ['http://127.0.0.1:8080/', true],
    ['http://localhost/dav', true],
    ['http://cloud.example.org/dav', false],
    ['http://127.0.0.1.example.org/', false],
    ['https://user:secret@cloud.example.org/', false],
    ['https://cloud.example.org/?a=b', false],
    ['ftp://cloud.example.org/', false],
    ['javascript:alert(1)', false],
    ['cloud.example.org', false],
  ])('%s: taken %s', (address, taken) => {
    expect(webdav(address)).toBe(taken);
  });
});
