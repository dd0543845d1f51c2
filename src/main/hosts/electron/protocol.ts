import { protocol, type Session } from 'electron';
import type { Files } from '../../files.ts';
import { securityHeaders } from '../headers.ts';
import { readPage } from '../static-files.ts';
import { isOwnAddress, ownOrigin, scheme } from './address.ts';

interface Sources {
  /** Folder of the built renderer. */
  pages: string;
  files: Files;
}

const refusal = (status: number): Response => new Response(null, { status, headers: securityHeaders });

/** Makes `app://` a full scheme with an origin of its own. Must run before `ready`, and once. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

export function servePages(session: Session, sources: Sources): void {
  session.protocol.handle(scheme, (request) => answer(request, sources));
}

/** What `app://` answers: files of the built renderer, and held files to our own pages. Never throws. */
export async function answer(
  request: Request & { initiatorOrigin?: string | null },
  { pages, files }: Sources,
): Promise<Response> {
  if (!isOwnAddress(request.url)) return refusal(404);
  if (request.method !== 'GET') return refusal(405);
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/blob/')) {
    // Absent means that no page asked but the browser itself, to save a download.
    const asker = request.initiatorOrigin;
    if (asker !== undefined && asker !== ownOrigin) return refusal(403);
    return answerBlob(files, pathname.slice('/blob/'.length));
  }
  const page = await readPage(pages, pathname);
  if (!page) return refusal(404);
  // Chromium keeps compiled code only of what it may keep.
  const cache = page.immutable ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {};
  return new Response(new Uint8Array(page.body), {
    headers: { ...securityHeaders, 'Content-Type': page.type, ...cache },
  });
}

async function answerBlob(files: Files, token: string): Promise<Response> {
  try {
    const { name, type, read } = files.serve(token);
    const parts: Uint8Array[] = [];
    for await (const part of read()) parts.push(part);
    return new Response(new Uint8Array(Buffer.concat(parts)), {
      headers: {
        ...securityHeaders,
        'Content-Type': type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    });
  } catch {
    return refusal(404);
  }
}
