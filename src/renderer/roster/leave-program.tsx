import { useState } from 'react';
import type { LeaveReason } from '../../shared/rules/learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import type { Member } from './change-enrollment.tsx';
import { DateField } from './date-field.tsx';
import { Form } from './form.tsx';
import { ReasonField } from './reason-field.tsx';

/** The newest day on which a roll of the cohort has her present, if only for a part of class. */
function useLastSeen({ learnerId, cohortName, startsOn }: Member): string | null {
  const marks = useCall('attendance.heldAbout', { learnerId }).data?.marks ?? [];
  const seen = marks.findLast(
    (one) =>
      one.cohortName === cohortName &&
      (startsOn === null || one.date >= startsOn) &&
      (one.status?.countsAs === 'present' || one.status?.countsAs === 'part'),
  );
  return seen?.date ?? null;
}

/** Leaves the program, on the day she was last seen: what the rolls know of it is proposed. */
export function Leave({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const [reason, setReason] = useState<LeaveReason | null>(null);
  const proposed = useLastSeen(member);
  /** Undefined until somebody decides otherwise than proposed. */
  const [said, setSaid] = useState<string | null | undefined>(undefined);
  const lastSeen = said === undefined ? proposed : said;
  const { learnerId, cohortId, name } = member;
  const write = useWrite('roster.leave', {
    onSuccess: () => {
      done(t('roster:change.leave_done', { name }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.leave_title', { name })}
      text={t('roster:change.leave_text')}
      submit={t('roster:change.leave')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={() => write.mutate({ learnerId, cohortId, reason, lastSeen })}
    >
      <ReasonField value={reason} onChange={setReason} />
      <DateField
        label={t('roster:change.last_seen')}
        description={t(
          proposed !== null && lastSeen === proposed ? 'roster:change.last_seen_roll' : 'optional',
        )}
        value={lastSeen}
        onChange={setSaid}
      />
    </Form>
  );
}
