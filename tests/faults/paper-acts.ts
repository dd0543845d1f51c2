import { deflateSync } from 'node:zlib';
import { type Database, one } from '../../src/main/database/sqlite.ts';
import type { Mark } from '../../src/shared/contract/attendance.ts';
import { pngChunk, sheet } from '../images/build.ts';
import { openRoll } from './roll-acts.ts';
import { type Counts, countsOf, standOf } from './stand.ts';
import type { Act, World } from './world.ts';

export const dbOf = (world: World): Database => world.program.backend.gate.db();
/** What there will be after an act. */
export const expects = (world: World, more: Partial<Counts>): Counts => {
  const counts = countsOf(dbOf(world));
  for (const [name, by] of Object.entries(more)) counts[name as keyof Counts] += by;
  return counts;
};
/** What there is now that the act was acknowledged. */
export const standNow = (world: World): { stand: string; counts: Counts } => ({
  stand: standOf(dbOf(world)),
  counts: countsOf(dbOf(world)),
});

const exceptions: readonly Mark[] = [
  { status: 'absent' },
  { status: 'late', minutesMissed: 12 },
  { status: 'excused' },
];

/** Three exceptions and the rest present, as one act. */
export const enterPaper: Act = async (world) => {
  const roll = await openRoll(world);
  if (!roll || roll.rows.length < 6) return null;
  const { session, rows } = roll;
  const first = world.random.below(rows.length - 3);
  const typed = new Map(exceptions.map((mark, index) => [rows[first + index]?.learnerId ?? '', mark]));
  const marks = rows.flatMap(({ learnerId, mark: before }): [string, string, string][] => {
    const mark = typed.get(learnerId) ?? (before === null ? { status: 'present' } : null);
    return mark && JSON.stringify(mark) !== JSON.stringify(before)
      ? [[session.id, learnerId, JSON.stringify(mark)]]
      : [];
  });
  const cells = marks.length + (session.outcome.kind === 'planned' ? 1 : 0);
  if (cells === 0) return null;
  return {
    begin: { acts: [['attendance.enterPaper', cells]], marks },
    perform: async () => {
      await world.program.call('attendance.enterPaper', {
        sessionId: session.id,
        printId: null,
        marks: [...typed].map(([learnerId, mark]) => ({ learnerId, mark })),
        restPresent: true,
        written: [],
      });
      return {};
    },
  };
};

/** A sheet that differs from those before it in the number of its empty rows, or does not. */
export const printPaper: Act = async (world) => {
  const roll = await openRoll(world);
  if (!roll) return null;
  const sessionId = roll.session.id;
  const extraRows = world.random.below(21);
  const { prints } = await world.program.call('attendance.paper', { sessionId, printId: null });
  const known = prints.some((print) => print.extraRows === extraRows);
  return {
    begin: known ? {} : { acts: [['attendance.printPaper', 1]], counts: expects(world, { prints: 1 }) },
    perform: async () => {
      await world.program.call('attendance.printPaper', { sessionId, language: 'uk', extraRows });
      return standNow(world);
    },
  };
};

/** Up to half a megabyte: the cut finds it half written now and then. */
function makePicture(world: World): Buffer {
  const width = 1 + world.random.below(500_000);
  const row = Buffer.alloc(width + 1);
  for (let at = 1; at < row.length; at += 97) row[at] = world.random.below(256);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(1, 4);
  head.writeUInt8(8, 8);
  return Buffer.concat([
    sheet.png.subarray(0, 8),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(row, { level: 0 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export const putPicture: Act = async (world) => {
  const roll = await openRoll(world);
  if (!roll) return null;
  const sessionId = roll.session.id;
  const { sheets } = await world.program.call('attendance.evidence', { sessionId });
  if (sheets.length >= 12) return null;
  return {
    begin: { acts: [['attendance.addEvidence', 1]], counts: expects(world, { pictures: 1 }) },
    perform: async () => {
      const file = world.program.backend.files.hold({ name: 'a.png', type: '', bytes: makePicture(world) });
      const { picture } = await world.program.call('attendance.readPicture', { sessionId, file });
      await world.program.call('attendance.addEvidence', { sessionId, picture });
      return standNow(world);
    },
  };
};

export const removePicture: Act = async (world) => {
  const found = one<{ sessionId: string; id: string }>(
    dbOf(world),
    'SELECT session_id AS sessionId, id FROM evidence WHERE sha256 IS NOT NULL LIMIT 1',
  );
  if (!found) return null;
  return {
    begin: { acts: [['attendance.removeEvidence', 1]], counts: expects(world, { pictures: -1 }) },
    perform: async () => {
      await world.program.call('attendance.removeEvidence', found);
      return standNow(world);
    },
  };
};
