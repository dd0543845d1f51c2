import type { ComponentType } from 'react';
import { onDemand } from '../ui/on-demand.tsx';

const Today = onDemand(() => import('../sessions/today.tsx'), 'Today');
const Roll = onDemand(() => import('../attendance/roll.tsx'), 'Roll');
export const Notices = onDemand(() => import('../center/notices.tsx'), 'Notices');
const RegisterScreen = onDemand(() => import('../attendance/register/register.tsx'), 'Register');
const Feedback = onDemand(() => import('../assessments/feedback.tsx'), 'Feedback');
const Settings = onDemand(() => import('../center/settings.tsx'), 'Settings');

/** Where every screen is. All load on demand. */
export const routes: readonly { path: string; screen: ComponentType }[] = [
  { path: '/', screen: Today },
  { path: '/roll/:sessionId', screen: Roll },
  {
    path: '/roll/:sessionId/paper',
    screen: onDemand(() => import('../attendance/print-paper.tsx'), 'PrintRoll'),
  },
  { path: '/paper', screen: onDemand(() => import('../attendance/find-paper.tsx'), 'FindPaper') },
  { path: '/paper/:sessionId', screen: onDemand(() => import('../attendance/type-paper.tsx'), 'TypePaper') },
  {
    path: '/cohorts/:cohortId/paper',
    screen: onDemand(() => import('../attendance/print-paper.tsx'), 'PrintCohort'),
  },
  { path: '/calendar', screen: onDemand(() => import('../sessions/calendar.tsx'), 'Calendar') },
  { path: '/sessions/:sessionId', screen: onDemand(() => import('../sessions/session.tsx'), 'Session') },
  { path: '/conflicts', screen: onDemand(() => import('../attendance/conflicts.tsx'), 'Conflicts') },
  { path: '/cohorts', screen: onDemand(() => import('../roster/cohorts.tsx'), 'Cohorts') },
  { path: '/cohorts/:cohortId', screen: onDemand(() => import('../roster/cohort.tsx'), 'Cohort') },
  { path: '/register', screen: RegisterScreen },
  { path: '/register/:cohortId', screen: RegisterScreen },
  { path: '/register/:cohortId/:who', screen: RegisterScreen },
  { path: '/learners', screen: onDemand(() => import('../roster/learners.tsx'), 'Learners') },
  { path: '/duplicates', screen: onDemand(() => import('../roster/duplicates.tsx'), 'Duplicates') },
  {
    path: '/learners/:learnerId/merge/:otherId',
    screen: onDemand(() => import('../roster/merge.tsx'), 'Merge'),
  },
  {
    path: '/learners/:learnerId/sheet',
    screen: onDemand(() => import('../roster/learner-sheet.tsx'), 'LearnerSheet'),
  },
  { path: '/learners/:learnerId', screen: onDemand(() => import('../roster/learner.tsx'), 'Learner') },
  { path: '/grading', screen: onDemand(() => import('../assessments/grading.tsx'), 'Grading') },
  {
    path: '/grading/rubrics',
    screen: onDemand(() => import('../assessments/rubrics/rubrics.tsx'), 'Rubrics'),
  },
  {
    path: '/grading/rubrics/:rubricId',
    screen: onDemand(() => import('../assessments/rubrics/rubric.tsx'), 'Rubric'),
  },
  {
    path: '/grading/gradebook/:cohortId',
    screen: onDemand(() => import('../assessments/gradebook/gradebook.tsx'), 'Gradebook'),
  },
  { path: '/grading/:assessmentId', screen: onDemand(() => import('../assessments/desk/desk.tsx'), 'Desk') },
  {
    path: '/grading/:assessmentId/scores',
    screen: onDemand(() => import('../annotation/scores/scores.tsx'), 'Scores'),
  },
  {
    path: '/grading/:assessmentId/work/:attemptId',
    screen: onDemand(() => import('../annotation/viewer/work-page.tsx'), 'WorkPage'),
  },
  {
    path: '/grading/:assessmentId/brief',
    screen: onDemand(() => import('../annotation/collection/brief.tsx'), 'Brief'),
  },
  { path: '/grading/:assessmentId/feedback', screen: Feedback },
  { path: '/grading/:assessmentId/feedback/:learnerId', screen: Feedback },
  {
    path: '/grading/:assessmentId/submissions',
    screen: onDemand(() => import('../assessments/submissions/submissions.tsx'), 'Submissions'),
  },
  {
    path: '/grading/:assessmentId/stick',
    screen: onDemand(() => import('../assessments/submissions/stick.tsx'), 'Stick'),
  },
  {
    path: '/grading/:assessmentId/receipt/:learnerId/:attemptId',
    screen: onDemand(() => import('../assessments/submissions/receipt.tsx'), 'ReceiptScreen'),
  },
  { path: '/import', screen: onDemand(() => import('../roster/import.tsx'), 'Import') },
  { path: '/settings', screen: Settings },
  { path: '/settings/:part', screen: Settings },
];

/** Milliseconds: who types a passphrase takes longer. */
const later = 1000;

/** Asks for the screens on which people begin: first where a class is interrupted by a start, the roll. */
export function fetchFirst(): void {
  void Roll.fetch();
  void Notices.fetch();
  setTimeout(() => void Today.fetch(), later);
}
