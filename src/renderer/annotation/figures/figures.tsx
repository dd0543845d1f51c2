import { useCall } from '../../app/client.ts';
import type { Filter } from '../filter.ts';
import { Classes } from './classes.tsx';
import { Confusion } from './confusion.tsx';
import styles from './figures.module.css';
import { MoreFigures } from './more-figures.tsx';
import { Remarks } from './remarks.tsx';
import { Totals } from './totals.tsx';

interface Props {
  assessmentId: string;
  attemptId: string;
  /** Which findings the list beside it shows. */
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}

/** The figures of one attempt; classes and cells of the confusion matrix choose which findings are listed. */
export function Figures({ assessmentId, attemptId, filter, onFilter }: Props) {
  const score = useCall('annotation.scoreOf', { assessmentId, attemptId }).data;
  if (!score) return null;
  return (
    <div className={styles.figures} data-figures>
      <Totals score={score} />
      <Classes perClass={score.perClass} macro={score.macro} filter={filter} onFilter={onFilter} />
      <Confusion confusion={score.confusion} filter={filter} onFilter={onFilter} />
      <MoreFigures score={score} />
      <Remarks score={score} />
    </div>
  );
}
