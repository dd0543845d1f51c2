import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

interface Route {
  path: string;
  screen: ComponentType | LazyExoticComponent<ComponentType>;
}

const screen = <M,>(load: () => Promise<M>, name: keyof M) =>
  lazy(() => load().then((module) => ({ default: module[name] as ComponentType })));

/** Where every screen is. All load on demand; the roll is fetched ahead once the app is up. */
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
  void import('../attendance/roll.tsx');
};
