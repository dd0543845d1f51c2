import { useEffect, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { watchJob } from '../roster/watch-job.ts';

type Job = Output<'jobs.get'>;

/** How a job goes that somebody else may have begun; null before it is known, and without one. */
export function useJob(jobId: string | null): Job | null {
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => {
    if (jobId === null) return;
    let here = true;
    // One that is over, and forgotten, is not news.
    watchJob(jobId, (now) => here && setJob(now)).catch(() => {});
    return () => {
      here = false;
    };
  }, [jobId]);
  return job?.id === jobId ? job : null;
}
