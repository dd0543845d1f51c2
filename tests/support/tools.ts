import { spawnSync } from 'node:child_process';

/** Whether a program of the system is here; says so in a plain word where it is not, for what needs it is left out. */
export function hasTools(...names: string[]): boolean {
  const missing = names.filter(
    (name) => spawnSync(name, ['--help'], { stdio: 'ignore' }).error !== undefined,
  );
  if (missing.length > 0) process.stdout.write(`left out: ${missing.join(', ')} is not installed\n`);
  return missing.length === 0;
}
