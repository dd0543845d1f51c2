import { mayDo } from '../../shared/rules/permissions.ts';
import type { PartProps } from './settings.tsx';
import { Backups } from './settings-backups.tsx';
import { Keys } from './settings-keys.tsx';

/** That nothing is lost, and that nobody else reads it. */
export function Safety({ state, me }: PartProps) {
  return (
    <>
      <Backups state={state} me={me} />
      {mayDo(me.role, 'keys.change') && <Keys state={state} me={me} />}
    </>
  );
}
