import { useLocation } from 'wouter';
import { DropHere } from './drop-here.tsx';
import { intake, useIntake } from './intake.ts';

/** Work for the whole cohort, let go anywhere on the desk, is looked through where submissions are. */
export function DropOnDesk({ assessmentId, title }: { assessmentId: string; title: string }) {
  const [, navigate] = useLocation();
  const isBusy = useIntake()?.step.at === 'taking';
  if (isBusy) return null;
  return (
    <DropHere
      title={title}
      onFiles={(files) => {
        void intake.start(assessmentId, files);
        navigate(`/grading/${assessmentId}/submissions`);
      }}
    />
  );
}
