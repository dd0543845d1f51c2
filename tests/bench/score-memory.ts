import { scoreCommand } from '../../src/main/annotation/score-command.ts';

/** Scores two files and prints the peak of its memory above what it had before, kB. */
const [reference = '', learner = ''] = process.argv.slice(2);
const idle = process.memoryUsage.rss() / 1024;
const { exitCode, output, error } = await scoreCommand([
  '--reference',
  reference,
  '--learner',
  learner,
  '--json',
]);
if (exitCode !== 0 || !output.includes('"taskScore"')) throw new Error(error);
process.stdout.write(`${process.resourceUsage().maxRSS - idle}\n`);
