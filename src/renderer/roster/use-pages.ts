import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Input, Output, QueryChannel } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { keyOf } from '../app/client.ts';

export const pageLength = 100;

/**
 * Pages of a long list, asked for as they come into view.
 * `first` and `last` are the indexes in view; the answer holds every page between them, some not here yet.
 */
export function usePages<C extends QueryChannel>(
  channel: C,
  inputOf: (offset: number) => Input<C>,
  first: number,
  last: number,
): Map<number, Output<C>> {
  const from = Math.floor(Math.max(0, first) / pageLength);
  const to = Math.floor(Math.max(0, last) / pageLength);
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pages = useQueries({
    queries: numbers.map((number) => ({
      queryKey: keyOf(channel, inputOf(number * pageLength)),
      queryFn: () => call(channel, inputOf(number * pageLength)),
    })),
  });
  // What was there stays until what is new has come: nothing jumps while one types, and nothing that is open in a
  // row closes. `placeholderData` cannot do that here: several queries at once are not told what was before.
  const before = useRef<ReadonlyMap<number, Output<C>>>(new Map());
  const here = new Map(
    numbers.flatMap((number, index) => {
      const data = (pages[index]?.data as Output<C> | undefined) ?? before.current.get(number);
      return data === undefined ? [] : [[number, data] as const];
    }),
  );
  useEffect(() => {
    before.current = here;
  });
  return here;
}
