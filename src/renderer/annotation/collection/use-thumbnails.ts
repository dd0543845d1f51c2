import { useQuery } from '@tanstack/react-query';
import { bridge, call } from '../../app/bridge.ts';

/** How many are asked for at once. */
const STEP = 120;

/** Addresses of the small pictures of an attempt, by the place of the file; what has none is not in it. */
export function useThumbnails(
  of: { assessmentId: string; attemptId: string },
  files: readonly number[],
  judgedAt: number,
): ReadonlyMap<number, string> {
  const wanted = [...files].sort((a, b) => a - b);
  const { data } = useQuery({
    queryKey: ['thumbnails', of.attemptId, judgedAt, wanted.length],
    queryFn: async () => {
      const found = new Map<number, string>();
      for (let from = 0; from < wanted.length; from += STEP) {
        const step = wanted.slice(from, from + STEP);
        const { blobs } = await call('annotation.thumbnails', { ...of, files: step });
        for (const [index, blob] of blobs.entries()) {
          const file = step[index];
          if (blob !== null && file !== undefined) found.set(file, bridge.blobAddress(blob));
        }
      }
      return found;
    },
    enabled: wanted.length > 0,
  });
  return data ?? none;
}

const none: ReadonlyMap<number, string> = new Map();
