import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { mayDo, type Role } from '../../shared/rules/permissions.ts';
import { sessionKinds } from '../../shared/rules/statuses.ts';
import { fetchLabels, fold, type Labels } from './all-languages.ts';
import { useCall } from './client.ts';
import { type Action, actions } from './palette-actions.ts';
import { type WorkEntry, workAsked, workEntries } from './palette-work.ts';
import { recent } from './recent.ts';

export type Found = Output<'desk.find'>['found'][number];

export interface Place {
  key: string;
  path: string;
}

/** One line of the palette. */
export type Entry =
  | { group: 'recent' | 'people' | 'cohorts' | 'sessions'; id: string; thing: Found }
  | WorkEntry
  | { group: 'places'; id: string; place: Place }
  | { group: 'actions'; id: string; action: Action };

const groupOf = { learner: 'people', cohort: 'cohorts', session: 'sessions' } as const;
type Listed = Exclude<Found, { kind: 'assessment' }>;
const fresh = { staleTime: 0, gcTime: 0 };

/** Every word of the text begins a word of the label. */
function fits(text: string, labels: readonly string[]): boolean {
  const words = fold(text).split(' ').filter(Boolean);
  return labels.some((label) => words.every((word) => ` ${label}`.includes(` ${word}`)));
}

/** What fits a text, group by group, with what somebody had open lately first. */
export function usePalette(text: string, role: Role, places: readonly Place[]): readonly Entry[] {
  const labels = useLabels();
  const typed = useDeferredValue(text).trim().slice(0, 100);
  const [things] = useState(recent.list);
  const kinds =
    labels === null || typed === ''
      ? []
      : sessionKinds.filter((kind) => fits(typed, labels(`sessions:kinds.${kind}`)));
  const found = useCall(
    'desk.find',
    { text: typed, sessionKinds: kinds },
    { ...fresh, enabled: typed !== '', placeholderData: keepPreviousData },
  );
  const asked = labels === null ? null : workAsked(typed, labels);
  const meant = useCall(
    'desk.find',
    { text: asked?.rest ?? '' },
    { ...fresh, enabled: asked !== null, placeholderData: keepPreviousData },
  );
  const recalled = useCall('desk.recall', { things }, { ...fresh, enabled: things.length > 0 });

  const named = (keys: readonly string[]): boolean =>
    typed === '' || (labels !== null && fits(typed, withParts(keys, labels)));
  const later: Entry[] = [
    ...places
      .filter(({ key }) => named([`app:places.${key}`]))
      .map((place): Entry => ({ group: 'places', id: `place-${place.key}`, place })),
    ...actions
      .filter((action) => mayDo(role, action.may) && named(action.words))
      .map((action): Entry => ({ group: 'actions', id: `action-${action.words.join('-')}`, action })),
  ];
  if (typed === '') {
    const known = (recalled.data?.found ?? []).map(
      (thing): Entry => ({ group: 'recent', id: thing.id, thing }),
    );
    return [...known, ...later];
  }
  const lately = new Set(things.map((thing) => thing.id));
  const all = found.data?.found ?? [];
  const work = [
    ...(asked ? workEntries(meant.data?.found ?? [], asked.way) : []),
    ...workEntries(all.filter((thing) => thing.kind === 'assessment')),
  ];
  const hits = all
    .filter((thing): thing is Listed => thing.kind !== 'assessment')
    .toSorted((a, b) => order(a) - order(b) || Number(lately.has(b.id)) - Number(lately.has(a.id)));
  return [
    ...hits.map((thing): Entry => ({ group: groupOf[thing.kind], id: thing.id, thing })),
    ...new Map(work.map((entry) => [entry.id, entry])).values(),
    ...later,
  ];
}

const order = (thing: Listed): number => ['learner', 'cohort', 'session'].indexOf(thing.kind);

/** Names in each language; of a heading with a choice under it both together. */
function withParts(keys: readonly string[], labels: Labels): string[] {
  const [first = '', ...rest] = keys;
  const heads = labels(first);
  return rest.length === 0
    ? [...heads]
    : heads.map((head, index) => [head, ...rest.map((key) => labels(key)[index] ?? '')].join(' '));
}

function useLabels(): Labels | null {
  const [labels, setLabels] = useState<Labels | null>(null);
  useEffect(() => {
    void fetchLabels().then((known) => setLabels(() => known));
  }, []);
  return labels;
}
