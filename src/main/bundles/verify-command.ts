import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BundleReport, verifyBundle } from './verify-bundle.ts';

const usage = 'bundle verify FILE [--identity FILE] --json';

/** What a person who typed the command can mend; the message is the one line. */
class BadInput extends Error {}

/** What a command leaves behind. */
export interface CommandResult {
  exitCode: 0 | 1 | 2 | 3;
  output: string;
  error: string;
}

interface Request {
  file: string;
  identities: string[];
  json: boolean;
}

function readRequest(words: readonly string[]): Request {
  const { values, positionals } = parseWords(words);
  const [name, file, ...more] = positionals;
  if (name !== 'verify' || !file || more.length > 0) throw new BadInput(`usage: ${usage}`);
  return {
    file,
    identities: (values.identity ?? []).flatMap(readIdentities),
    json: values.json ?? false,
  };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { identity: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : String(error)} usage: ${usage}`);
  }
}

/** A file as `age-keygen` writes it: an identity a line, and comments. */
function readIdentities(path: string): string[] {
  const lines = readText(path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const wrong = lines.findIndex((line) => !/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(line));
  if (wrong >= 0 || lines.length === 0) throw new BadInput(`${path}: no age identity (AGE-SECRET-KEY-1…)`);
  return lines;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw cannotRead(path, error);
  }
}

const cannotRead = (path: string, error: unknown): BadInput =>
  new BadInput(`${path}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be read'}`);

async function report({ file, identities }: Request): Promise<BundleReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'rollbook-verify-'));
  try {
    return await verifyBundle(file, identities, scratch);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw cannotRead(file, error);
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const exitCodes = { verified: 0, sealed: 0, refused: 1, unopened: 3 } as const;

function inWords({ file, verdict, reason, bytes, sha256, recipients, bundle }: BundleReport): string {
  const lines = [
    `${verdict}${reason ? ` (${[reason.code, reason.what].filter(Boolean).join(': ')})` : ''}  ${file}`,
    `sha256      ${sha256}`,
    `bytes       ${bytes}`,
    `recipients  ${recipients ?? 'not an age file'}`,
  ];
  if (bundle) {
    lines.push(
      `bundle      ${bundle.id}, ${bundle.created}, for ${bundle.audience}`,
      `center      ${bundle.center.name} (${bundle.center.id})`,
      `signed by   device ${bundle.signer.device}, center key ${bundle.signer.centerKey}`,
      `changes     ${bundle.changes}, files ${bundle.files}`,
      ...bundle.authors.map(
        ({ device, seqFrom, seqTo, changes }) => `  ${device} ${seqFrom} to ${seqTo}: ${changes}`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * `npm run --silent bundle -- verify FILE [--identity FILE] --json`: one JSON object on standard output, a
 * `BundleReport`. Exits 0 for a bundle that is verified (without an identity: sealed, as far as a finder can tell), 1
 * for one that is refused, 3 where no identity opens it, and 2 with one line on standard error for what was typed wrong
 * or cannot be read.
 */
export async function bundleCommand(words: readonly string[]): Promise<CommandResult> {
  try {
    const request = readRequest(words);
    const found = await report(request);
    const output = request.json ? `${JSON.stringify(found)}\n` : inWords(found);
    return { exitCode: exitCodes[found.verdict], output, error: '' };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { exitCode: 2, output: '', error: `${error.message}\n` };
  }
}
