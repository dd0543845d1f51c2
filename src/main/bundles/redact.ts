import {
  type Audience,
  type FieldRule,
  mayLeave,
  type Openable,
  ruleOf,
} from '../../shared/rules/bundle-fields.ts';
import type { ChangeRow } from '../database/changes.ts';

/** What of a change leaves: `withheld` says that something of its value or its reason does not. */
export interface Seen {
  value: string | null;
  reason: string | null;
  withheld: boolean;
}

export type Redact = (change: Pick<ChangeRow, 'entity' | 'cell' | 'value' | 'reason'>) => Seen | null;

const everything: Redact = ({ value, reason }) => ({ value, reason, withheld: false });

/** Marks are a few values used many thousand times; of texts that people typed there is no end. */
const mostKnown = 5000;

/**
 * Takes out of changes what an audience may not see, by the table in shared/rules/bundle-fields.ts. Null where nothing
 * of a change leaves: then not even that there is something, for that somebody has needs is told by the change itself.
 * The center's own bundles are never redacted.
 */
export function createRedact(audience: Audience, opened: ReadonlySet<Openable>): Redact {
  const may = (reach: Parameters<typeof mayLeave>[0]): boolean => mayLeave(reach, audience, opened);
  const known = new Map<string, { value: string; withheld: boolean }>();
  const part = (rule: Exclude<FieldRule, string>, value: string): { value: string; withheld: boolean } => {
    let withheld = false;
    const pick = (from: unknown): unknown => {
      if (typeof from !== 'object' || from === null) {
        withheld = true;
        return null;
      }
      const kept = Object.entries(from).filter(([key]) => {
        const reach = Object.hasOwn(rule, key) ? rule[key] : undefined;
        return reach !== undefined && may(reach);
      });
      if (kept.length < Object.keys(from).length) withheld = true;
      return Object.fromEntries(kept);
    };
    const whole: unknown = JSON.parse(value);
    const left = Array.isArray(whole) ? whole.map(pick) : pick(whole);
    return { value: withheld ? JSON.stringify(left) : value, withheld };
  };
  if (audience === 'center') return everything;
  return ({ entity, cell, value, reason }) => {
    const rule = ruleOf(entity, cell);
    if (rule === null) return null;
    const why = reason === null || may('reasons') ? reason : null;
    const lost = reason !== null && why === null;
    if (typeof rule === 'string') return may(rule) ? { value, reason: why, withheld: lost } : null;
    if (value === null) return { value, reason: why, withheld: lost };
    const name = `${entity} ${cell} ${value}`;
    let seen = known.get(name);
    if (seen === undefined) {
      seen = part(rule, value);
      if (known.size < mostKnown) known.set(name, seen);
    }
    return { value: seen.value, reason: why, withheld: lost || seen.withheld };
  };
}
