import { z } from 'zod';
import type { Destination } from '../destinations/destination.ts';
import { folderDestination } from '../destinations/folder.ts';
import { tusDestination } from '../destinations/tus.ts';
import { webDavDestination } from '../destinations/webdav.ts';

/** Passwords go over https; over http only to this machine itself. Nothing secret stands in the address. */
const address = z
  .string()
  .max(500)
  .refine((text) => {
    const url = URL.parse(text);
    if (!url || [url.username, url.password, url.search, url.hash].some((part) => part !== '')) return false;
    const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && here);
  }, 'address_not_https');

/** Everything that reaching a destination takes. */
export const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), folder: z.string().min(1).max(4000) }),
  z.object({
    kind: z.literal('webdav'),
    address,
    user: z.string().max(200),
    password: z.string().max(500),
  }),
  z.object({
    kind: z.literal('tus'),
    address,
    receipts: address.nullable(),
    token: z.string().max(2000),
  }),
]);
export type Place = z.infer<typeof place>;

export function openPlace(of: Place): Destination {
  switch (of.kind) {
    case 'folder':
      return folderDestination(of.folder);
    case 'webdav':
      return webDavDestination(of);
    case 'tus':
      return tusDestination(of);
  }
}
