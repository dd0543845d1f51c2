import { parseArgs } from 'node:util';
import { againstC } from './against-c.ts';
import { bundleBenches } from './bundle-build.ts';
import { cocoHundred } from './coco-hundred.ts';
import { cohortScores } from './cohort-scores.ts';
import { digitToTick } from './digit-to-tick.ts';
import { droppedScores, droppedTasks } from './dropped-scores.ts';
import { type Bench, type Figure, LeftOut } from './figure.ts';
import { firstLoad } from './first-load.ts';
import { generateSample } from './generate-sample.ts';
import { growthBenches } from './growth.ts';
import { keyToTick } from './key-to-tick.ts';
import { lookedAt } from './looked-at.ts';
import { markDispatch } from './mark-dispatch.ts';
import { maskOverlaps } from './mask-overlaps.ts';
import { mergeChanges } from './merge-changes.ts';
import { openMillion } from './open-million.ts';
import { pictureTasks } from './picture-tasks.ts';
import { rebuildMillion } from './rebuild-million.ts';
import { registerFrames, registerTasks } from './register-scroll.ts';
import { rosterDryRun } from './roster-dry-run.ts';
import { scoreBenches } from './score-growth.ts';

const benches: readonly Bench[] = [
  markDispatch,
  keyToTick,
  digitToTick,
  rosterDryRun,
  firstLoad,
  openMillion,
  rebuildMillion,
  mergeChanges,
  ...growthBenches,
  generateSample,
  registerFrames,
  registerTasks,
  pictureTasks,
  ...maskOverlaps,
  ...againstC,
  ...cocoHundred,
  ...scoreBenches,
  cohortScores,
  droppedScores,
  droppedTasks,
  ...bundleBenches,
  lookedAt,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
});

interface Line {
  name: string;
  about: string;
  bar: number;
  figure: Figure | null;
  leftOut: string | null;
}

const isMissed = ({ figure, bar }: Line): boolean => figure !== null && !(figure.ratio <= bar);

async function measure({ name, about, bar, measure: run }: Bench): Promise<Line> {
  try {
    return { name, about, bar, figure: await run(), leftOut: null };
  } catch (error) {
    if (error instanceof LeftOut) return { name, about, bar, figure: null, leftOut: error.message };
    throw error;
  }
}

function describe(line: Line): string {
  const { figure, leftOut, bar } = line;
  const cells = [line.name.padEnd(16)];
  if (!figure) return [...cells, `left out: ${leftOut ?? ''}`].join(' | ');
  const [least, most] = figure.spread;
  cells.push(
    `${figure.ratio.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}, ${figure.rounds} rounds)`.padEnd(
      34,
    ),
    `at most ${bar}`.padEnd(11),
    (isMissed(line) ? 'MISSED' : 'ok').padEnd(6),
    `${figure.subject.toFixed(3)} / ${figure.baseline.toFixed(3)} ${figure.unit}`.padEnd(28),
    line.about,
  );
  return cells.join(' | ');
}

const names = benches.map(({ name }) => name);
const unknown = values.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}, only: ${names.join(', ')}`);
  process.exit(2);
}
const chosen = benches.filter(({ name }) => values.only?.includes(name) ?? true);
if (!values.json) console.log('name | ratio | bar | verdict | time or size, baseline | what');
const lines: Line[] = [];
for (const bench of chosen) {
  const line = await measure(bench);
  lines.push(line);
  if (!values.json) console.log(describe(line));
}
if (values.json)
  console.log(
    JSON.stringify(
      lines.map((line) => ({ ...line, missed: isMissed(line) })),
      null,
      2,
    ),
  );
process.exitCode = lines.some(isMissed) ? 1 : 0;
