import type { Output } from '../../shared/contract/index.ts';
import { bridge, call } from '../app/bridge.ts';

type Job = Output<'jobs.get'>;

/** Tells how a job goes until it has ended, then resolves with its end. Rejects with AppError if it is unknown. */
export function watchJob(jobId: string, progress: (job: Job) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    let over = false;
    const take = (job: Job): void => {
      if (over || job.id !== jobId) return;
      progress(job);
      if (job.state === 'running') return;
      over = true;
      stop();
      resolve(job);
    };
    const stop = bridge.subscribe('job', (job) => take(job as Job));
    // It may have ended before we listened.
    call('jobs.get', { jobId }).then(take, (error: unknown) => {
      stop();
      reject(error);
    });
  });
}
