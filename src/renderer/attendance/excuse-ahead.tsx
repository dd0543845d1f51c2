import { useCall } from '../app/client.ts';
import { AddExcuse, EditExcuse } from '../roster/excuse-form.tsx';

interface Props {
  learnerId: string;
  name: string;
  /** The excuse that covers the day of the roll already: it is changed, not doubled. */
  excuseId: string | null;
  date: string;
  onClose: () => void;
}

/** Excuses somebody from the day of a roll on, without leaving the roll. */
export function ExcuseAhead({ learnerId, name, excuseId, date, onClose }: Props) {
  const { data } = useCall('attendance.excuses', { learnerId });
  if (!data) return null;
  const known = data.excuses.find((excuse) => excuse.id === excuseId);
  return known ? (
    <EditExcuse name={name} excuse={known} onClose={onClose} />
  ) : (
    <AddExcuse people={[{ id: learnerId, name }]} named from={date} onClose={onClose} />
  );
}
