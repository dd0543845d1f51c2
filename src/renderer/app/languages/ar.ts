import app from './ar/app.json';
import assessments from './ar/assessments.json';
import attendance from './ar/attendance.json';
import bundles from './ar/bundles.json';
import center from './ar/center.json';
import collection from './ar/collection.json';
import paper from './ar/paper.json';
import programs from './ar/programs.json';
import register from './ar/register.json';
import roster from './ar/roster.json';
import scores from './ar/scores.json';
import sessions from './ar/sessions.json';
import submissions from './ar/submissions.json';
import viewer from './ar/viewer.json';

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
