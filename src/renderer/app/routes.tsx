import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

interface Route {
  path: string;
  screen: ComponentType | LazyExoticComponent<ComponentType>;
}

const screen = <M,>(load: () => Promise<M>, name: keyof M) =>
  lazy(() => load().then((module) => ({ default: module[name] as ComponentType })));

/** Where every screen is. All load on demand; Today and the roll are fetched ahead while somebody types at the door. */
export const routes: readonly Route[] = [
  { path: '/', screen: screen(() => import('../sessions/today.tsx'), 'Today') },
  { path: '/roll/:sessionId', screen: screen(() => import('../attendance/roll.tsx'), 'Roll') },
  { path: '/cohorts', screen: screen(() => import('../roster/cohorts.tsx'), 'Cohorts') },
  { path: '/cohorts/:cohortId', screen: screen(() => import('../roster/cohort.tsx'), 'Cohort') },
  { path: '/learners', screen: screen(() => import('../roster/learners.tsx'), 'Learners') },
  { path: '/learners/:learnerId', screen: screen(() => import('../roster/learner.tsx'), 'Learner') },
  { path: '/import', screen: screen(() => import('../roster/import.tsx'), 'Import') },
  { path: '/settings', screen: screen(() => import('../center/settings.tsx'), 'Settings') },
  { path: '/settings/:part', screen: screen(() => import('../center/settings.tsx'), 'Settings') },
];

export const fetchAhead = (): void => {
  void import('../sessions/today.tsx');
  void import('../attendance/roll.tsx');
};
