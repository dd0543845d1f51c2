import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call, upload } from '../app/bridge.ts';
import { useFault } from '../app/use-fault.ts';
import { watchJob } from './watch-job.ts';

export type Reading = Omit<Input<'roster.previewImport'>, 'upload'>;

interface State {
  fileName: string;
  upload: string | null;
  /** How the person said the file is to be read. */
  reading: Reading;
  /** The preview on show; while another one is read it stays. */
  jobId: string | null;
  /** Rows read and in all; null while nothing is read. */
  progress: { done: number; total: number | null } | null;
  failure: string | null;
}

const nothing: State = {
  fileName: '',
  upload: null,
  reading: {},
  jobId: null,
  progress: null,
  failure: null,
};

/** One list on its way in: chosen, read, read again with corrections. The backend forgets it when the screen goes. */
export function useImport() {
  const fault = useFault();
  const [state, setState] = useState<State>(nothing);
  const turn = useRef(0);
  const running = useRef<string | null>(null);
  const held = useRef<string | null>(null);

  const drop = useCallback((): void => {
    turn.current += 1;
    running.current = null;
    if (held.current !== null) void call('roster.dropImport', { upload: held.current }).catch(() => {});
    held.current = null;
    setState(nothing);
  }, []);
  useEffect(() => drop, [drop]);

  const read = useCallback(
    async (token: string, reading: Reading): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      const change = (part: Partial<State>): void => {
        if (mine === turn.current) setState((old) => ({ ...old, ...part }));
      };
      change({ reading, progress: { done: 0, total: null }, failure: null });
      try {
        const { jobId } = await call('roster.previewImport', { upload: token, ...reading });
        running.current = jobId;
        const job = await watchJob(jobId, ({ done, total }) => change({ progress: { done, total } }));
        if (job.state === 'done') change({ jobId, progress: null });
        else if (job.state === 'cancelled') change({ progress: null });
        else change({ progress: null, failure: fault(new AppError(job.failure as AppError['failure'])) });
      } catch (error) {
        change({ progress: null, failure: fault(error) });
      }
    },
    [fault],
  );

  const choose = useCallback(
    async (file: File): Promise<void> => {
      drop();
      const mine = turn.current;
      setState({ ...nothing, fileName: file.name, progress: { done: 0, total: null } });
      try {
        const token = await upload(file);
        if (mine !== turn.current) {
          void call('roster.dropImport', { upload: token }).catch(() => {});
          return;
        }
        held.current = token;
        setState((old) => ({ ...old, upload: token }));
        await read(token, {});
      } catch (error) {
        if (mine === turn.current) setState((old) => ({ ...old, progress: null, failure: fault(error) }));
      }
    },
    [drop, read, fault],
  );

  const change = useCallback(
    (part: Reading): void => {
      if (state.upload !== null) void read(state.upload, { ...state.reading, ...part });
    },
    [read, state.upload, state.reading],
  );

  const cancel = useCallback((): void => {
    if (state.jobId === null) drop();
    else if (running.current !== null) void call('jobs.cancel', { jobId: running.current }).catch(() => {});
  }, [drop, state.jobId]);

  return { state, choose, change, cancel, drop };
}
