import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryError } from '../../src/main/bundles/destinations/delivery-error.ts';
import {
  type Destination,
  type Outgoing,
  receiptName,
  type Sending,
} from '../../src/main/bundles/destinations/destination.ts';
import { folderDestination } from '../../src/main/bundles/destinations/folder.ts';
import { tusDestination } from '../../src/main/bundles/destinations/tus.ts';
import { webDavDestination } from '../../src/main/bundles/destinations/webdav.ts';
import { temporaryFolder } from '../support/folders.ts';
import { badLine, type Line } from '../support/line.ts';
import { hasRclone, tusServer, webDavServer } from '../support/servers.ts';

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function outgoing(bytes = 300_000): Outgoing & { content: Buffer } {
  const content = randomBytes(bytes);
  const name = `${randomUUID()}.rollbook.age`;
  const path = join(temporaryFolder('outbox'), name);
  writeFileSync(path, content);
  return { name, path, bytes, sha256: sha256(content), content };
}

function sending(over: Partial<Sending> = {}): Sending & { address: () => string | null; seen: number[] } {
  let address: string | null = null;
  const seen: number[] = [];
  return {
    resume: {
      read: () => address,
      write: (next) => {
        address = next;
      },
    },
    onProgress: (bytes) => seen.push(bytes),
    signal: AbortSignal.timeout(60_000),
    ...over,
    address: () => address,
    seen,
  };
}

interface Place {
  destination: Destination;
  /** Where it keeps what has its final name. */
  folder: string;
  line: Line | null;
}
const stops: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const login = { user: 'center', password: 'p:ä ss' };
const stall = 400;

const places: Record<string, { left: boolean; open: () => Promise<Place> }> = {
  folder: {
    left: false,
    open: async () => {
      const folder = temporaryFolder('stick');
      return { destination: folderDestination(folder), folder, line: null };
    },
  },
  webdav: {
    left: !hasRclone(),
    open: async () => {
      const folder = temporaryFolder('dav');
      const server = await webDavServer(folder, login);
      const line = await badLine(server.port);
      stops.push(server.stop, line.close);
      const address = `http://127.0.0.1:${line.port}/`;
      return { destination: webDavDestination({ address, ...login, stall }), folder, line };
    },
  },
  tus: {
    left: false,
    open: async () => {
      const [store, folder] = [temporaryFolder('tus'), temporaryFolder('inbox')];
      const server = await tusServer(store, folder);
      const line = await badLine(server.port);
      stops.push(server.stop, line.close);
      const address = `http://127.0.0.1:${line.port}/files`;
      return {
        destination: tusDestination({
          address,
          receipts: null,
          token: '',
          chunkBytes: 16_384,
          stall,
          retries: [0],
        }),
        folder,
        line,
      };
    },
  },
};

/** Puts until it arrived, as a scheduler would; returns how often it took. */
async function putUntilThere(place: Place, file: Outgoing, how: Sending): Promise<number> {
  for (let tries = 1; tries <= 40; tries += 1) {
    try {
      await place.destination.put(file, how);
      return tries;
    } catch (error) {
      expect((error as DeliveryError).fault).toMatch(/offline|stalled|captive_portal|server|corrupted/);
      expect((error as DeliveryError).passes).toBe(true);
    }
  }
  throw new Error('It never arrived.');
}

const final = (place: Place): string[] =>
  readdirSync(place.folder).filter((name) => name.endsWith('.rollbook.age'));

if (!hasRclone()) process.stdout.write('left out: rclone, which plays the WebDAV server, is not installed\n');

const present = Object.entries(places).filter(([, { left }]) => !left);
describe.each(present)('a %s', (kind, { open }) => {
  it('passes its own test and leaves nothing behind', async () => {
    const place = await open();
    await place.destination.probe(AbortSignal.timeout(10_000));
    await place.destination.check(AbortSignal.timeout(10_000));
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('gets a file whole, once, and says so', async () => {
    const place = await open();
    const file = outgoing();
    const how = sending();
    expect(await place.destination.has(file, how)).toBe(false);
    await place.destination.put(file, how);
    await place.destination.put(file, how);
    expect(await place.destination.has(file, how)).toBe(true);
    expect(final(place)).toEqual([file.name]);
    expect(readFileSync(join(place.folder, file.name)).equals(file.content)).toBe(true);
    expect(how.seen.at(-1)).toBe(file.bytes);
    expect(how.seen.every((bytes) => bytes >= 0 && bytes <= file.bytes)).toBe(true);
  });

  it('takes an empty file', async () => {
    const place = await open();
    const file = outgoing(0);
    await place.destination.put(file, sending());
    expect(statSync(join(place.folder, file.name)).size).toBe(0);
  });

  it('stops when it is told to', async () => {
    const place = await open();
    const stopped = AbortSignal.abort(new Error('stopped by hand'));
    await expect(place.destination.put(outgoing(), sending({ signal: stopped }))).rejects.toThrow(
      /stopped by hand|abort/i,
    );
    expect(final(place)).toEqual([]);
  });

  if (kind === 'folder' || kind === 'webdav') {
    it('never writes over other content of the same name', async () => {
      const place = await open();
      const file = outgoing();
      writeFileSync(join(place.folder, file.name), 'somebody else');
      await expect(place.destination.put(file, sending())).rejects.toMatchObject({ fault: 'taken' });
      expect(readFileSync(join(place.folder, file.name), 'utf8')).toBe('somebody else');
    });

    it('hands out answers, lists what lies there, and brings it back', async () => {
      const place = await open();
      const file = outgoing();
      await place.destination.put(file, sending());
      const signal = AbortSignal.timeout(10_000);
      expect(await place.destination.receipt(file.sha256, signal)).toBeNull();
      writeFileSync(join(place.folder, receiptName(file.sha256)), '{"accepted":true}');
      writeFileSync(join(place.folder, 'Thumbs.db'), 'of another program');
      expect((await place.destination.receipt(file.sha256, signal))?.toString()).toBe('{"accepted":true}');
      expect(await place.destination.list(signal)).toContainEqual({ name: file.name, bytes: file.bytes });
      expect((await place.destination.list(signal))?.map(({ name }) => name)).not.toContain('Thumbs.db');
      const back = join(temporaryFolder('back'), 'back.age');
      await place.destination.fetch(file.name, back, signal);
      expect(sha256(readFileSync(back))).toBe(file.sha256);
      await expect(place.destination.fetch('../keys.json', back, signal)).rejects.toMatchObject({
        fault: 'not_found',
      });
    });
  }

  if (kind !== 'folder') {
    it('has it once and whole when the line is cut at every tenth of the way', async () => {
      const place = await open();
      const { line } = place;
      if (!line) throw new Error('no line');
      const file = outgoing();
      const how = sending();
      for (let tenth = 0; tenth <= 10; tenth += 1) {
        const before = line.cuts();
        line.cutAfter(Math.floor((file.bytes * tenth) / 10) + 200);
        await place.destination.put(file, how).catch((error: DeliveryError) => {
          // The server may still hold what the cut left open: it then says that it is busy with it.
          expect(error.fault).toMatch(/^(offline|server)$/);
        });
        line.cutAfter(null);
        for (const name of final(place))
          expect(sha256(readFileSync(join(place.folder, name)))).toBe(file.sha256);
        if (line.cuts() === before) break;
      }
      await putUntilThere(place, file, how);
      expect(final(place)).toEqual([file.name]);
      expect(sha256(readFileSync(join(place.folder, file.name)))).toBe(file.sha256);
    });

    it('gives up on a line that says nothing, and names a page of the network for what it is', async () => {
      const place = await open();
      const { line } = place;
      if (!line) throw new Error('no line');
      line.silence(true);
      await expect(place.destination.put(outgoing(), sending())).rejects.toMatchObject({ fault: 'stalled' });
      line.silence(false);
      line.portal(true);
      const file = outgoing();
      for (const call of [
        () => place.destination.probe(AbortSignal.timeout(5_000)),
        () => place.destination.check(AbortSignal.timeout(5_000)),
        () => place.destination.put(file, sending()),
      ])
        await expect(call()).rejects.toMatchObject({ fault: 'captive_portal' });
      line.portal(false);
      await place.destination.put(file, sending());
      expect(final(place)).toEqual([file.name]);
    });

    it('says that nobody is there', async () => {
      const place = await open();
      await place.line?.close();
      stops.pop();
      await expect(place.destination.probe(AbortSignal.timeout(5_000))).rejects.toMatchObject({
        fault: 'offline',
      });
    });
  }
});

describe('a folder', () => {
  it('that was pulled out says so and keeps no half', async () => {
    const folder = temporaryFolder('stick');
    const destination = folderDestination(folder);
    rmSync(folder, { recursive: true });
    const signal = AbortSignal.timeout(5_000);
    await expect(destination.probe(signal)).rejects.toMatchObject({ fault: 'gone' });
    await expect(destination.put(outgoing(), sending())).rejects.toMatchObject({ fault: 'gone' });
    await expect(destination.receipt('0'.repeat(64), signal)).rejects.toMatchObject({ fault: 'gone' });
  });

  it('takes away what an earlier cut left of the same file, and of no other', async () => {
    const folder = temporaryFolder('stick');
    const file = outgoing();
    writeFileSync(join(folder, `${file.name}.0a1b2c3d.part`), 'half');
    writeFileSync(join(folder, 'other.rollbook.age.0a1b2c3d.part'), 'of another laptop');
    await folderDestination(folder).put(file, sending());
    expect(readdirSync(folder).sort()).toEqual([file.name, 'other.rollbook.age.0a1b2c3d.part'].sort());
  });

  it('is a file: says that it is no folder', async () => {
    const path = join(temporaryFolder('stick'), 'file');
    writeFileSync(path, '');
    await expect(folderDestination(path).probe(AbortSignal.timeout(1_000))).rejects.toMatchObject({
      fault: 'gone',
    });
  });
});

describe.skipIf(!hasRclone())('a webdav', () => {
  it('with a wrong password says so', async () => {
    const server = await webDavServer(temporaryFolder('dav'), login);
    stops.push(server.stop);
    const destination = webDavDestination({ address: server.address, user: 'center', password: 'no' });
    await expect(destination.check(AbortSignal.timeout(5_000))).rejects.toMatchObject({
      fault: 'signed_out',
    });
  });

  it('makes its folder, and refuses one whose parent is not there', async () => {
    const folder = temporaryFolder('dav');
    const server = await webDavServer(folder, login);
    stops.push(server.stop);
    const signal = AbortSignal.timeout(5_000);
    await webDavDestination({ address: `${server.address}center-1`, ...login }).check(signal);
    expect(existsSync(join(folder, 'center-1'))).toBe(true);
    await expect(
      webDavDestination({ address: `${server.address}no/such`, ...login }).check(signal),
    ).rejects.toMatchObject({ fault: 'not_found' });
  });

  it('keeps no truncated file under the final name when the server was killed', async () => {
    const folder = temporaryFolder('dav');
    let server = await webDavServer(folder, login);
    const line = await badLine(server.port);
    line.throttle(400_000);
    stops.push(line.close);
    const file = outgoing();
    const address = `http://127.0.0.1:${line.port}/`;
    const destination = webDavDestination({ address, ...login, stall });
    const broken = destination.put(
      file,
      sending({ onProgress: (bytes) => bytes > 100_000 && void server.stop() }),
    );
    await expect(broken).rejects.toMatchObject({ passes: true });
    expect(readdirSync(folder).filter((name) => name.endsWith('.age'))).toEqual([]);
    server = await webDavServer(folder, login);
    stops.push(server.stop);
    await webDavDestination({ address: server.address, ...login }).put(file, sending());
    expect(sha256(readFileSync(join(folder, file.name)))).toBe(file.sha256);
  });
});

describe('a tus server', () => {
  it('goes on where it was: a cut costs at most a chunk and what was under way', async () => {
    const place = await places.tus?.open();
    const { line, destination } = place as Place & { line: Line };
    const file = outgoing(1_000_000);
    const how = sending();
    line.cutAfter(700_000);
    await expect(destination.put(file, how)).rejects.toMatchObject({ passes: true });
    expect(how.address()).not.toBeNull();
    line.cutAfter(null);
    const before = line.up();
    // On a busy machine silence may have ended it before the cut.
    expect(before).toBeGreaterThan(250_000);
    await destination.put(file, how);
    // Heads of requests are 3 in a hundred; begun anew it would be a million more than before.
    expect(line.up()).toBeLessThan(1_150_000);
  });

  it('that was killed and began anew has forgotten the upload: it is sent again', async () => {
    const [store, inbox] = [temporaryFolder('tus'), temporaryFolder('inbox')];
    let server = await tusServer(store, inbox);
    const line = await badLine(server.port);
    stops.push(line.close);
    const destination = tusDestination({
      address: `http://127.0.0.1:${line.port}/files`,
      receipts: null,
      token: '',
      chunkBytes: 16_384,
      stall,
      retries: [0],
    });
    const file = outgoing();
    const how = sending();
    line.cutAfter(150_000);
    await expect(destination.put(file, how)).rejects.toMatchObject({ passes: true });
    line.cutAfter(null);
    await server.stop();
    rmSync(store, { recursive: true });
    mkdirSync(store);
    server = await tusServer(store, inbox, server.port);
    stops.push(server.stop);
    await destination.put(file, how);
    expect(sha256(readFileSync(join(inbox, file.name)))).toBe(file.sha256);
  });

  it('cannot list or give back: says so instead of an empty list', async () => {
    const destination = tusDestination({ address: 'http://127.0.0.1:9/files', receipts: null, token: '' });
    expect(await destination.list(AbortSignal.timeout(1_000))).toBeNull();
    await expect(destination.fetch('a.age', '/nowhere', AbortSignal.timeout(1_000))).rejects.toMatchObject({
      fault: 'refused',
    });
  });
});
