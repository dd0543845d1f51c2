import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';
import type { Listed } from './grading.tsx';
import { said } from './wording.ts';

/** Takes an assessment away; where there are grades it says what goes out of sight with it. */
export function RemoveAssessment({ assessment, onClose }: { assessment: Listed; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const title = said(assessment.title);
  const { graded, waiting } = assessment.progress;
  const remove = useWrite('assessments.remove', {
    onSuccess: () => {
      done(t('assessments:remove.done', { title }));
      onClose();
    },
  });
  return (
    <Form
      title={t('assessments:remove.title', { title })}
      text={
        graded + waiting === 0
          ? t('assessments:remove.text')
          : t('assessments:remove.text_graded', { count: graded + waiting })
      }
      submit={t('assessments:remove.open')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ assessmentId: assessment.id, evenGraded: true })}
    >
      {null}
    </Form>
  );
}
