import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Broken } from './expect.ts';

const mostSeconds = 10;
const mostMegabytes = 1_000;

export type Shots = { from: number; count: number };
export type ShotReport = { started: number } | { failed: number; why: string } | { peak: number };

/** Sends a run to a process of its own: a reader that hangs or takes all memory takes only that. */
export function fireShots(script: string, { from, count }: Shots): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(join(import.meta.dirname, script), [], {
      execArgv: [`--max-old-space-size=${mostMegabytes}`],
    });
    let current = from;
    const end = (error?: Error): void => {
      clearTimeout(watch);
      child.kill('SIGKILL');
      if (error) reject(error);
      else resolve();
    };
    const hang = (): void => end(new Broken(`case ${current} takes more than ${mostSeconds} s`));
    let watch = setTimeout(hang, mostSeconds * 3_000);
    child.on('message', (report: ShotReport) => {
      clearTimeout(watch);
      watch = setTimeout(hang, mostSeconds * 1_000);
      if ('started' in report) current = report.started;
      else if ('failed' in report) end(new Broken(`case ${report.failed}: ${report.why}`));
      else if (report.peak > mostMegabytes) end(new Broken(`cases from ${from} on took ${report.peak} MB`));
      else end();
    });
    child.on('exit', (code) => end(new Broken(`case ${current} ended the process with ${code}`)));
    child.send({ from, count } satisfies Shots);
  });
}
