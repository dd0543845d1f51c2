import type { Input, Output } from '../../src/shared/contract/index.ts';
import { ended } from '../roster/run-import.ts';
import type { TestBackend } from './backend.ts';
import { zip } from './zip.ts';

/** Hands an archive over as the window does. */
export async function uploadZip(
  test: TestBackend,
  entries: Readonly<Record<string, string | Uint8Array>>,
  name = 'work.zip',
): Promise<string> {
  return test.backend().files.receive(name, [await zip(entries)]);
}

export async function preview(
  test: TestBackend,
  assessmentId: string,
  source: Input<'assessments.previewSubmissions'>['source'],
  learnerId: string | null = null,
): Promise<Output<'assessments.submissions'> & { jobId: string }> {
  const { jobId } = await test.call('assessments.previewSubmissions', { assessmentId, learnerId, source });
  const job = await ended(test, jobId);
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return { ...(await test.call('assessments.submissions', { jobId })), jobId };
}

export const handedInOn = { on: '2026-03-12', at: '10:00', source: 'folder', note: null } as const;

export async function takeIn(
  test: TestBackend,
  jobId: string,
  matches: Input<'assessments.takeSubmissions'>['matches'] = [],
): Promise<Output<'assessments.takenSubmissions'>> {
  const taking = await test.call('assessments.takeSubmissions', { jobId, matches, ...handedInOn });
  const job = await ended(test, taking.jobId);
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return test.call('assessments.takenSubmissions', { jobId: taking.jobId });
}

/** Looks an archive through and takes in what is sure. */
export async function takeInZip(
  test: TestBackend,
  assessmentId: string,
  entries: Readonly<Record<string, string | Uint8Array>>,
): Promise<Output<'assessments.takenSubmissions'>> {
  const uploads = [await uploadZip(test, entries)];
  const { jobId } = await preview(test, assessmentId, { kind: 'uploads', uploads });
  return takeIn(test, jobId);
}
