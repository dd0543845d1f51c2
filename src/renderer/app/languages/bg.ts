import app from './bg/app.json';
import assessments from './bg/assessments.json';
import attendance from './bg/attendance.json';
import bundles from './bg/bundles.json';
import center from './bg/center.json';
import collection from './bg/collection.json';
import paper from './bg/paper.json';
import programs from './bg/programs.json';
import register from './bg/register.json';
import roster from './bg/roster.json';
import scores from './bg/scores.json';
import sessions from './bg/sessions.json';
import submissions from './bg/submissions.json';
import viewer from './bg/viewer.json';

/** One language whole: it is loaded as one file. */
export const words = {
  app,
  assessments,
  attendance,
  bundles,
  center,
  collection,
  paper,
  programs,
  register,
  roster,
  scores,
  sessions,
  submissions,
  viewer,
};
