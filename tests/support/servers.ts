import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** A real server that a test has started on this machine. */
export interface TestServer {
  address: string;
  port: number;
  stop(): Promise<void>;
}

/** Whether rclone, which serves WebDAV, is on this machine. */
export const hasRclone = (): boolean => spawnSync('rclone', ['version'], { stdio: 'ignore' }).status === 0;

/** rclone's WebDAV server over a folder. It ignores If-None-Match and keeps truncated files: that is the point. */
export async function webDavServer(
  folder: string,
  { user, password }: { user: string; password: string },
): Promise<TestServer> {
  const port = await freePort();
  const child = spawn(
    'rclone',
    // No memory of listings: tests write into the folder behind its back.
    [
      'serve',
      'webdav',
      folder,
      '--dir-cache-time',
      '0s',
      '--addr',
      `127.0.0.1:${port}`,
      '--user',
      user,
      '--pass',
      password,
    ],
    { stdio: 'ignore' },
  );
  await reachable(port, child);
  return {
    address: `http://127.0.0.1:${port}/`,
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

/** A tus server that lays each whole upload into `inbox` under its content's name, as the README tells head offices. */
export async function tusServer(store: string, inbox: string, port = 0): Promise<TestServer> {
  mkdirSync(store, { recursive: true });
  mkdirSync(inbox, { recursive: true });
  const tus = new Server({
    path: '/files',
    relativeLocation: true,
    datastore: new FileStore({ directory: store }),
    onUploadFinish: async (_request, upload) => {
      const name = join(inbox, upload.metadata?.filename ?? upload.id);
      if (!existsSync(name)) linkSync(join(store, upload.id), name);
      return {};
    },
  });
  const http = createServer((request, response) => {
    void tus.handle(request, response);
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    address: `http://127.0.0.1:${address.port}/files`,
    port: address.port,
    stop: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Once somebody listens there; fails when the program ended instead. */
async function reachable(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error('The server did not listen within 5 seconds.');
}
