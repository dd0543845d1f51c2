import { notifications } from '@mantine/notifications';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import type { Work } from './use-work.ts';

export interface Acceptance {
  isBusy: boolean;
  accept(key: string, reason: string): void;
  /** The finding in focus counts again. */
  takeBack(): void;
}

/** Accepts findings of a work as fine, with a reason, and takes it back; the figures follow by themselves. */
export function useAcceptance({ of, image, at }: Work): Acceptance {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const write = useWrite('annotation.acceptFinding', {
    onSuccess: (_, { reason }) => done(t(reason === null ? 'viewer:taken_back' : 'viewer:accepted')),
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  return {
    isBusy: write.isPending,
    accept: (key, reason) => write.mutate({ ...of, key, reason }),
    takeBack: () => {
      const key = image?.findings[at?.finding ?? -1]?.key;
      if (key !== undefined) write.mutate({ ...of, key, reason: null });
    },
  };
}
