import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Wording } from '../../../shared/rules/wording.ts';
import { useWrite } from '../../app/client.ts';
import { useDone } from '../../app/use-undo.tsx';
import { currentLanguage, useWords } from '../../app/words.ts';
import { Form } from '../../roster/form.tsx';
import { said } from '../wording.ts';
import { WordingField } from '../wording-field.tsx';

/** The same rubric once more, under another name, to be changed for another course. */
export function CopyRubric({
  rubric,
  title,
  onClose,
}: {
  rubric: { id: string };
  title: Wording;
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const [, navigate] = useLocation();
  const [name, setName] = useState<Wording>({
    [currentLanguage()]: t('assessments:rubric.copy_of', { title: said(title) }).slice(0, 120),
  });
  const copy = useWrite('assessments.copyRubric', {
    onSuccess: ({ rubricId }) => {
      done(t('assessments:rubrics.added'));
      onClose();
      navigate(`/grading/rubrics/${rubricId}`);
    },
  });
  return (
    <Form
      title={t('assessments:rubric.copy')}
      submit={t('assessments:rubric.copy')}
      busy={copy.isPending}
      error={copy.error}
      disabled={said(name).trim() === ''}
      onClose={onClose}
      onSubmit={() => copy.mutate({ rubricId: rubric.id, title: name })}
    >
      <WordingField
        data-autofocus
        label={t('assessments:rubric.title')}
        maxLength={120}
        value={name}
        onChange={setName}
      />
    </Form>
  );
}
