import { useStable } from '../../app/use-stable.ts';
import { FindingsPane } from './findings-pane.tsx';
import { StagePane } from './stage-pane.tsx';
import { useAcceptance } from './use-acceptance.ts';
import { useViewer } from './use-viewer.ts';
import { useWork } from './use-work.ts';
import styles from './viewer.module.css';

interface Props {
  assessmentId: string;
  attemptId: string;
  onFull: () => void;
}

/** A learner's work over the reference, as the grading desk has it in its middle: the image, what was found below. */
export function Overlay({ assessmentId, attemptId, onFull }: Props) {
  const work = useWork({ assessmentId, attemptId }, null);
  const acceptance = useAcceptance(work);
  const full = useStable(onFull);
  const viewer = useViewer(work, null, { isOnDesk: true, onFull: full, onTakeBack: acceptance.takeBack });
  return (
    <div className={styles.overlay} data-overlay={attemptId}>
      <StagePane viewer={viewer} isFull={false} />
      <FindingsPane viewer={viewer} acceptance={acceptance} />
    </div>
  );
}
