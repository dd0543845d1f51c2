import { readFileSync } from 'node:fs';

/**
 * Read by the host before its own code: its clock is ahead by as many milliseconds as the file of ROLLBOOK_TEST_CLOCK
 * says, and goes on from there.
 */
const file = process.env.ROLLBOOK_TEST_CLOCK ?? '';
const real = Date.now;
Date.now = () => real() + Number(readFileSync(file, 'utf8'));
