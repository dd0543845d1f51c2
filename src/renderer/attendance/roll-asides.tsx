import type { Status } from '../../shared/rules/statuses.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { History } from './history.tsx';
import type { RollRow } from './use-roll.ts';

const ConflictDialog = onDemand(() => import('./conflict-dialog.tsx'), 'ConflictDialog');
const ExcuseAhead = onDemand(() => import('./excuse-ahead.tsx'), 'ExcuseAhead');

/** What is open about one row of the roll, over it. */
export interface Aside {
  kind: 'history' | 'conflict' | 'excuse';
  learnerId: string;
}

interface Props {
  aside: Aside | null;
  session: { id: string; date: string };
  rows: readonly RollRow[];
  statuses: readonly Status[];
  onClose: () => void;
}

/** The dialogs of a row: nobody leaves the roll for them. */
export function RollAsides({ aside, session, rows, statuses, onClose }: Props) {
  const row = rows.find((one) => one.learnerId === aside?.learnerId);
  return (
    <>
      {aside?.kind === 'conflict' && (
        <ConflictDialog sessionId={session.id} learnerId={aside.learnerId} onClose={onClose} />
      )}
      {aside?.kind === 'excuse' && row && (
        <ExcuseAhead
          learnerId={row.learnerId}
          name={row.name}
          excuseId={row.excuse?.id ?? null}
          date={session.date}
          onClose={onClose}
        />
      )}
      <History
        sessionId={session.id}
        learnerId={aside?.kind === 'history' ? aside.learnerId : null}
        name={row?.name ?? ''}
        statuses={statuses}
        onClose={onClose}
      />
    </>
  );
}
