import { useCallback, useRef, useState } from 'react';
import type { Input, WriteChannel } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from '../app/bridge.ts';
import { inOrder } from '../app/in-order.ts';
import { saving } from '../app/saving.ts';
import { useFault } from '../app/use-fault.ts';

export type Saved = { kind: 'idle' | 'saving' | 'saved' } | { kind: 'failed'; sentence: string };

/** Failures of the disk or the host, which the chip at the top repeats. */
const grave = new Set(['disk_full', 'read_only', 'busy', 'unavailable']);

/** Stores one fact as soon as it is said; the tick comes when it is on disk, and a failure stays beside it. */
export function useSaveCell(): {
  saved: Saved;
  save: <C extends WriteChannel>(channel: C, input: Input<C>) => void;
} {
  const fault = useFault();
  const [saved, setSaved] = useState<Saved>({ kind: 'idle' });
  const newest = useRef(0);
  const save = useCallback(
    <C extends WriteChannel>(channel: C, input: Input<C>): void => {
      newest.current += 1;
      const turn = newest.current;
      const show = (next: Saved): void => {
        if (turn === newest.current) setSaved(next);
      };
      show({ kind: 'saving' });
      saving.begin();
      inOrder(() => call(channel, input))
        .then(
          () => {
            saving.recover();
            show({ kind: 'saved' });
          },
          (error: unknown) => {
            const sentence = fault(error);
            if (error instanceof AppError && grave.has(error.failure.code)) saving.fail(sentence);
            show({ kind: 'failed', sentence });
          },
        )
        .finally(() => saving.end());
    },
    [fault],
  );
  return { saved, save };
}
