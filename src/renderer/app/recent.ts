import type { Input } from '../../shared/contract/index.ts';

export type Thing = Input<'desk.recall'>['things'][number];

const kinds: Record<string, Thing['kind']> = {
  roll: 'session',
  cohorts: 'cohort',
  learners: 'learner',
  grading: 'assessment',
};
const most = 6;
let things: readonly Thing[] = [];
let owner: string | null = null;

/** Where somebody was, the latest first. Only ids, only in memory: the next person at the laptop starts with none. */
export const recent = {
  note: (personId: string, path: string): void => {
    if (personId !== owner) things = [];
    owner = personId;
    const [, room = '', id = ''] = path.split('/');
    const kind = kinds[room];
    if (kind && /^[\da-f-]{36}$/.test(id))
      things = [{ kind, id }, ...things.filter((thing) => thing.id !== id)].slice(0, most);
  },
  list: (): Thing[] => [...things],
};
