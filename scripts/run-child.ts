import { type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it wrote, where that was not passed on. */
  output: string;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program to its end and passes our signals on to it; if one came, this process ends with it.
 * `quiet` collects what it writes, else it goes where ours goes. Never rejects: what cannot be started ends with
 * code 127, as in a shell.
 */
export function runChild(
  program: string,
  args: readonly string[],
  { quiet, ...options }: { quiet: boolean } & Pick<SpawnOptions, 'cwd' | 'env' | 'timeout'>,
): Promise<Ending> {
  return new Promise((resolve) => {
    let output = '';
    let stopped: NodeJS.Signals | null = null;
    const pass = (signal: NodeJS.Signals): void => {
      stopped = signal;
      child.kill(signal);
    };
    // Before the child is there: a signal that comes while it starts must not end us alone.
    for (const signal of signals) process.on(signal, pass);
    const child = spawn(program, args, { ...options, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const collect = (part: Buffer): void => {
      output += part.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      for (const one of signals) process.off(one, pass);
      if (stopped) process.exit(code ?? 128 + constants.signals[stopped]);
      resolve({ code, signal, output });
    };
    child.on('error', () => end(127, null));
    child.on('close', end);
  });
}
