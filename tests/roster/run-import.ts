import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, Output } from '../../src/shared/contract/index.ts';
import type { Failure } from '../../src/shared/result.ts';
import type { TestBackend } from '../support/backend.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rosters');

export const fixture = (name: string): Uint8Array => readFileSync(join(fixtures, name));

export function hold(test: TestBackend, name: string, bytes: Uint8Array): string {
  return test.backend().files.hold({ name, type: '', bytes });
}

/** Waits until a job has ended, told by its events. */
export function ended(test: TestBackend, jobId: string): Promise<Output<'jobs.get'>> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      test.call('jobs.get', { jobId }).then((job) => {
        if (job.state === 'running') return;
        stop();
        resolve(job);
      }, reject);
    };
    const stop = test.backend().subscribe((topic) => {
      if (topic === 'job') look();
    });
    look();
  });
}

type Reading = Omit<Input<'roster.previewImport'>, 'upload'>;

export interface Previewed extends Output<'roster.importPreview'> {
  jobId: string;
  upload: string;
}

/** Uploads a list and waits for what the preview found. Throws with the failure if it failed. */
export async function preview(
  test: TestBackend,
  name: string,
  bytes: Uint8Array = fixture(name),
  reading: Reading = {},
): Promise<Previewed> {
  const upload = hold(test, name, bytes);
  const { jobId } = await test.call('roster.previewImport', { upload, ...reading });
  const job = await ended(test, jobId);
  if (job.failure) throw new Error(JSON.stringify(job.failure));
  return { ...(await test.call('roster.importPreview', { jobId })), jobId, upload };
}

export async function previewFailure(test: TestBackend, name: string): Promise<Failure | undefined> {
  const { jobId } = await test.call('roster.previewImport', { upload: hold(test, name, fixture(name)) });
  return (await ended(test, jobId)).failure as Failure | undefined;
}

export async function rows(
  test: TestBackend,
  jobId: string,
  show: Input<'roster.importRows'>['show'] = 'all',
): Promise<Output<'roster.importRows'>['rows']> {
  return (await test.call('roster.importRows', { jobId, show, offset: 0, limit: 500 })).rows;
}

type Commit = Omit<Input<'roster.commitImport'>, 'jobId'>;

export function commit(
  test: TestBackend,
  jobId: string,
  choices: Partial<Commit> = {},
): Promise<Output<'roster.commitImport'>> {
  return test.call('roster.commitImport', {
    jobId,
    decisions: [],
    cohort: { kind: 'column', programId: null },
    startsOn: null,
    purpose: 'training',
    ...choices,
  });
}

/** Reads a list and takes it in as it is. */
export async function importList(
  test: TestBackend,
  name: string,
  bytes: Uint8Array = fixture(name),
  choices: Partial<Commit> = {},
): Promise<Output<'roster.commitImport'>> {
  const { jobId } = await preview(test, name, bytes);
  return commit(test, jobId, choices);
}
