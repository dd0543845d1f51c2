import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '../../../shared/result.ts';
import { call, upload } from '../../app/bridge.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import { watchJob } from '../../roster/watch-job.ts';
import type { PlacedFile } from '../../ui/dropped-files.ts';

/** As many files as are handed over one by one: a larger folder comes as an archive. */
export const mostFiles = 1000;

interface State {
  /** What was chosen: the file, or the folder that holds all. */
  name: string;
  /** Files handed over or read, and in all; null while nothing is on its way. */
  progress: { step: 'handing' | 'reading'; done: number; total: number } | null;
  failure: string | null;
}

const nothing: State = { name: '', progress: null, failure: null };

function nameOf(files: readonly PlacedFile[]): string {
  const [first] = files;
  if (!first) return '';
  const [folder = ''] = first.path.split('/');
  return files.length === 1 || first.path.includes('/') ? folder : first.file.name;
}

/** One reference on its way in; what comes after it is scored at once where work is here already. */
export function useSetReference(assessmentId: string) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [state, setState] = useState<State>(nothing);
  const turn = useRef(0);
  const job = useRef<string | null>(null);

  const cancel = useCallback((): void => {
    turn.current += 1;
    if (job.current !== null) void call('jobs.cancel', { jobId: job.current }).catch(() => {});
    job.current = null;
    setState(nothing);
  }, []);
  useEffect(() => cancel, [cancel]);

  const choose = useCallback(
    async (files: readonly PlacedFile[]): Promise<void> => {
      if (files.length === 0) return;
      cancel();
      const mine = turn.current;
      const name = nameOf(files);
      const show = (part: Partial<State>): void => {
        if (mine === turn.current) setState({ ...nothing, name, ...part });
      };
      if (files.length > mostFiles)
        return show({ failure: t('scores:reference.too_many', { most: mostFiles }) });
      try {
        const uploads: string[] = [];
        for (const { file, path } of files) {
          show({ progress: { step: 'handing', done: uploads.length, total: files.length } });
          uploads.push(await upload(file, path));
          if (mine !== turn.current) return;
        }
        const source = { kind: 'uploads', uploads } as const;
        const { jobId } = await call('annotation.setReference', { assessmentId, source });
        job.current = jobId;
        const end = await watchJob(jobId, (now) =>
          show({ progress: { step: 'reading', done: now.done, total: now.total ?? 0 } }),
        );
        if (mine !== turn.current) return;
        job.current = null;
        if (end.state === 'failed') throw new AppError(end.failure as AppError['failure']);
        setState(nothing);
        if (end.state === 'done') {
          done(t('scores:reference.is_set'));
          await call('annotation.score', { assessmentId });
        }
      } catch (error) {
        show({ failure: fault(error) });
      }
    },
    [assessmentId, cancel, done, fault, t],
  );

  return { state, choose, cancel };
}
