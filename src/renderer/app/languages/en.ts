import app from './en/app.json';
import assessments from './en/assessments.json';
import attendance from './en/attendance.json';
import bundles from './en/bundles.json';
import center from './en/center.json';
import collection from './en/collection.json';
import paper from './en/paper.json';
import programs from './en/programs.json';
import register from './en/register.json';
import roster from './en/roster.json';
import scores from './en/scores.json';
import sessions from './en/sessions.json';
import submissions from './en/submissions.json';
import viewer from './en/viewer.json';

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
