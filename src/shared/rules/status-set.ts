import { isStatusKey } from './roll-keys.ts';
import { defaultStatuses, type Status } from './statuses.ts';

export type StatusFault =
  | 'code_invalid'
  | 'code_taken'
  | 'label_missing'
  | 'key_reserved'
  | 'key_taken'
  | 'end_missing'
  | 'present_missing'
  | 'absent_missing';

const codePattern = /^[a-z][a-z0-9_]{0,39}$/;
const knownCodes: ReadonlySet<string> = new Set(defaultStatuses.map((status) => status.code));

const has = (label: Status['label']): boolean =>
  label !== undefined && Object.values(label).some((name) => name.trim() !== '');

/**
 * What is wrong with a status set, by place: `statuses.2.key` to its fault. A set needs a status to be present with
 * and one to be absent with; hidden ones keep their place but no key.
 */
export function statusFaults(statuses: readonly Status[]): Record<string, StatusFault> {
  const faults: Record<string, StatusFault> = {};
  const codes = new Set<string>();
  const keys = new Set<string>();
  for (const [index, status] of statuses.entries()) {
    const at = (field: string, fault: StatusFault): void => {
      faults[`statuses.${index}.${field}`] ??= fault;
    };
    if (!codePattern.test(status.code)) at('code', 'code_invalid');
    if (codes.has(status.code)) at('code', 'code_taken');
    codes.add(status.code);
    if (!has(status.label) && !knownCodes.has(status.code)) at('label', 'label_missing');
    if (status.countsAs === 'part' && !status.missing) at('missing', 'end_missing');
    if (status.hidden) continue;
    if (!isStatusKey(status.key)) at('key', 'key_reserved');
    if (keys.has(status.key)) at('key', 'key_taken');
    keys.add(status.key);
  }
  const counts = (as: Status['countsAs']): boolean =>
    statuses.some((status) => !status.hidden && status.countsAs === as);
  if (!counts('present')) faults.statuses = 'present_missing';
  else if (!counts('absent')) faults.statuses = 'absent_missing';
  return faults;
}
