import { z } from 'zod';

/** Id of a thing that a person made: UUIDv7 as text. */
export const id = z.uuid();
/** Calendar date in the center's time zone, `2026-03-12`. */
export const date = z.iso.date();
/** Local wall time, `10:05`, 24 hours. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A line that a person typed: trimmed, something to be seen in it, without control or bidirectional override characters. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]+$/u)
    .regex(/[^\p{Cf}\p{Z}]/u);
/** Free text of several lines; empty means none. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cc}\u202A-\u202E\u2066-\u2069]|\n)*$/u);
export const language = z.enum(['en', 'uk', 'bg', 'ar']);
export const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'time_zone' },
);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
/** Milliseconds since 1970, UTC. */
export const instant = z.int();
/** Path of a file or folder of this machine. */
export const path = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[^\0]+$/);
export const pin = z.string().regex(/^\d{4,8}$/);
export const nothing = z.object({});
export type Language = z.infer<typeof language>;
