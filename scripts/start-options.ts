import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Null: Electron if it can be had. */
  host: 'electron' | 'browser' | null;
  data: string | null;
  state: string | null;
  port: number | null;
  /** Begin in the sample center. */
  sample: boolean;
  open: boolean;
}

/** `text` to print, on stderr and with that exit code unless it is 0. */
export interface Reply {
  text: string;
  code: 0 | 2;
}

const help = `Starts Rollbook: npm start -- [options]

  --host electron|browser  Electron if it can be had, else the installed browser
  --data DIR               keep everything in this folder
  --state DIR              keep the marks that tell copied data folders apart in this folder
  --port N                 the browser host listens on this port; any free one otherwise
  --no-open                open no window; the browser host prints {"url": …} as its first line
  --sample                 look at a center of made-up people; it is gone when you close it
  --help                   this text
`;

/** Reads the command line of `npm start`. `--port` and `--no-open` mean the browser host. */
export function readStartOptions(args: readonly string[]): StartOptions | Reply {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return { text: help, code: 0 };
  const { host } = values;
  if (host !== undefined && host !== 'electron' && host !== 'browser')
    return mistake('--host is electron or browser.');
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    return mistake('--port is a whole number from 0 to 65535.');
  const open = !values['no-open'];
  if (host === 'electron' && (port !== null || !open))
    return mistake('--port and --no-open are for the browser host.');
  return {
    host: host ?? (port !== null || !open ? 'browser' : null),
    data: values.data === undefined ? null : resolve(values.data),
    state: values.state === undefined ? null : resolve(values.state),
    port,
    sample: values.sample ?? false,
    open,
  };
}

/** What the host itself is given. */
export function hostArguments({ data, state, port, sample, open }: StartOptions): string[] {
  return [
    ...(data === null ? [] : ['--data', data]),
    ...(state === null ? [] : ['--state', state]),
    ...(port === null ? [] : ['--port', String(port)]),
    ...(sample ? ['--sample'] : []),
    ...(open ? [] : ['--no-open']),
  ];
}

const mistake = (text: string): Reply => ({ text: `${text}\nSee: npm start -- --help\n`, code: 2 });

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      host: { type: 'string' },
      data: { type: 'string' },
      state: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      sample: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
