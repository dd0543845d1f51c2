import type { Handlers } from './dispatch.ts';
import type { Jobs } from './jobs.ts';

export function jobsHandlers(jobs: Jobs): Handlers<'jobs'> {
  return {
    get: ({ jobId }) => {
      const { result: _result, ...job } = jobs.get(jobId);
      return job;
    },
    cancel: ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
  };
}
