import { scoreCommand } from './score-command.ts';

/** `npm run score`. */
const { exitCode, output, error } = await scoreCommand(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(error);
process.exitCode = exitCode;
