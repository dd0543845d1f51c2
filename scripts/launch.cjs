// Plain JavaScript that any Node can read: the scripts beside it need Node 24, which `npm ci` brings along.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const script = join(__dirname, 'start.ts');
const windows = process.platform === 'win32';
const ownNode = join(__dirname, '../node_modules/node/bin', windows ? 'node.exe' : 'node');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  import('./start.ts');
} else if (existsSync(ownNode)) {
  // Before the child is there: a signal that comes while it starts must not end us alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const child = spawn(ownNode, [script].concat(process.argv.slice(2)), { stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else {
  process.stderr.write(
    `Rollbook needs Node 24, and this is ${process.version}. Run "npm ci" in this folder first: it brings the right Node along.\n`,
  );
  process.exit(1);
}
