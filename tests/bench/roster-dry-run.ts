import papaparse from 'papaparse';
import { dryRun } from '../../src/main/roster/import/dry-run.ts';
import { generateRosterCsv } from '../roster/generate-roster.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';

const rounds = 25;
const rows = 10_000;

export const rosterDryRun: Bench = {
  name: 'roster-dry-run',
  about: 'dry run of a CSV of 10,000 rows / the bare parse of the same text by Papa Parse',
  bar: 5,
  measure: async () => {
    const text = generateRosterCsv(rows, 1);
    const bytes = new TextEncoder().encode(text);
    const options = { country: 'UA', today: '2026-03-12' };
    const done: Round[] = [];
    for (let round = -2; round < rounds; round++) {
      const baseline = await timed(() => {
        const { data } = papaparse.parse<string[]>(text);
        if (data.length < rows) throw new Error('rows are missing');
      });
      const subject = await timed(async () => {
        const found = await dryRun({ bytes, fileName: 'roster.csv', options, existing: [] });
        if (found.rows.length < rows) throw new Error('rows are missing');
      });
      // The first two warm up both.
      if (round >= 0) done.push({ subject, baseline });
    }
    return figureOf(done);
  },
};
