import {
  QueryClient,
  type UseMutationOptions,
  type UseQueryOptions,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { Input, Output, QueryChannel, Topic, WriteChannel } from '../../shared/contract/index.ts';
import type { AppError } from '../../shared/result.ts';
import { bridge, call } from './bridge.ts';
import { saving } from './saving.ts';

/** Everything is on this laptop: nothing goes stale by itself, nothing waits for a network, no error goes away by asking again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      networkMode: 'always',
      retry: false,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Scores follow from work that comes in, and what they propose stands on the desk. */
const topicOf = (channel: QueryChannel): string => {
  const [room = ''] = channel.split('.');
  return room === 'annotation' ? 'assessments' : room;
};

/** Keys begin with the topic that makes them stale. */
export const keyOf = <C extends QueryChannel>(channel: C, input: Input<C>) =>
  [topicOf(channel), channel, input] as const;

/** What a query says now, and again after every change of its topic. */
export function useCall<C extends QueryChannel>(
  channel: C,
  input: Input<C>,
  options: Omit<UseQueryOptions<Output<C>, AppError>, 'queryKey' | 'queryFn'> = {},
) {
  return useQuery<Output<C>, AppError>({
    queryKey: keyOf(channel, input),
    queryFn: () => call(channel, input),
    ...options,
  });
}

/** Asks a query before the screen that shows it is drawn. */
export function askAhead<C extends QueryChannel>(channel: C, input: Input<C>): void {
  void queryClient.prefetchQuery({ queryKey: keyOf(channel, input), queryFn: () => call(channel, input) });
}

/** A command or action as a mutation. */
export function useWrite<C extends WriteChannel>(
  channel: C,
  options: Omit<UseMutationOptions<Output<C>, AppError, Input<C>>, 'mutationFn'> = {},
) {
  return useMutation<Output<C>, AppError, Input<C>>({
    mutationFn: async (input) => {
      const output = await call(channel, input);
      saving.recover();
      return output;
    },
    ...options,
  });
}

/** Turns `changed` from the backend into fresh queries; several changes, or a burst of marks, into one round. */
export function followChanges(): () => void {
  let stale = new Set<unknown>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    if (saving.isBusy()) {
      timer = setTimeout(refresh, 100);
      return;
    }
    const topics = stale;
    stale = new Set();
    timer = undefined;
    void queryClient.invalidateQueries({ predicate: (query) => topics.has(query.queryKey[0]) });
  };
  const stop = bridge.subscribe('changed', (topics) => {
    for (const topic of topics as Topic[]) stale.add(topic);
    // Whatever was written waits for head office, and the state counts that.
    stale.add('center');
    timer ??= setTimeout(refresh, 0);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
