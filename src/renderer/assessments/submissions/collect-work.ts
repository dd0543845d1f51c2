import type { Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { call } from '../../app/bridge.ts';
import { watchJob } from '../../roster/watch-job.ts';
import type { Arrival, Taken } from './intake.ts';

export interface Collected {
  taken: Taken;
  refused: Output<'assessments.submissions'>['refused'];
}

interface Wanted {
  assessmentId: string;
  learnerId: string;
  drive: string;
  /** Below the drive. */
  paths: string[];
  arrival: Arrival;
}

/** How far it is; `jobId` breaks it off. Amounts are bytes. */
export interface Collecting {
  at: 'looking' | 'taking';
  jobId: string;
  done: number;
  total: number | null;
}

/** Takes chosen files of a stick in as one learner's next attempt. Null if it was broken off: nothing was written. */
export async function collectWork(
  { assessmentId, learnerId, drive, paths, arrival }: Wanted,
  progress: (collecting: Collecting) => void,
): Promise<Collected | null> {
  const watch = async (at: Collecting['at'], jobId: string): Promise<boolean> => {
    const job = await watchJob(jobId, ({ done, total }) => progress({ at, jobId, done, total }));
    if (job.failure) throw new AppError(job.failure as AppError['failure']);
    return job.state === 'done';
  };
  const source = { kind: 'stick', drive, paths } as const;
  const { jobId } = await call('assessments.previewSubmissions', { assessmentId, learnerId, source });
  try {
    if (!(await watch('looking', jobId))) return null;
    const { refused, files } = await call('assessments.submissions', { jobId });
    if (files === 0) return { taken: { attempts: [], known: [], usedUp: [] }, refused };
    const taking = await call('assessments.takeSubmissions', { jobId, matches: [], ...arrival });
    if (!(await watch('taking', taking.jobId))) return null;
    return { taken: await call('assessments.takenSubmissions', { jobId: taking.jobId }), refused };
  } finally {
    void call('assessments.dropSubmissions', { jobId, uploads: [] }).catch(() => {});
  }
}
