import app from './uk/app.json';
import assessments from './uk/assessments.json';
import attendance from './uk/attendance.json';
import bundles from './uk/bundles.json';
import center from './uk/center.json';
import collection from './uk/collection.json';
import paper from './uk/paper.json';
import programs from './uk/programs.json';
import register from './uk/register.json';
import roster from './uk/roster.json';
import scores from './uk/scores.json';
import sessions from './uk/sessions.json';
import submissions from './uk/submissions.json';
import viewer from './uk/viewer.json';

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
