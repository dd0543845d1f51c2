import { useCall } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ConflictChoice } from './conflict-choice.tsx';

interface Props {
  sessionId: string;
  learnerId: string;
  onClose: () => void;
}

/** The two records of one row of the roll. */
export function ConflictDialog({ sessionId, learnerId, onClose }: Props) {
  const t = useWords();
  const { data } = useCall('attendance.conflicts', { sessionId });
  const conflict = data?.conflicts.find((one) => one.learnerId === learnerId);
  return (
    <DialogFrame onClose={onClose} title={t('attendance:conflict.title')}>
      {!data && <Waiting />}
      {data && !conflict && t('attendance:errors.conflict_settled')}
      {conflict && <ConflictChoice conflict={conflict} onDone={onClose} />}
    </DialogFrame>
  );
}
