import { ZipFile } from 'yazl';

const LARGE = 1_000_000;

/** An archive in memory; what is large is not compressed, as photos are not. */
export function zip(entries: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(entries)) {
    const bytes = Buffer.from(content);
    file.addBuffer(bytes, path, { compress: bytes.length < LARGE || bytes.every((byte) => byte === 0) });
  }
  file.end();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    file.outputStream.on('data', (part: Buffer) => parts.push(part));
    file.outputStream.on('error', reject);
    file.outputStream.on('end', () => resolve(Buffer.concat(parts)));
  });
}
