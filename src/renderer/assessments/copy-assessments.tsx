import { Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';

type Cohort = Output<'assessments.list'>['cohorts'][number];

/** The assessments of another cohort once more, with dates moved along with the course. */
export function CopyAssessments({
  cohort,
  from,
  onClose,
}: {
  cohort: Cohort;
  from: readonly Cohort[];
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const [fromCohortId, setFrom] = useState<string | null>(from[0]?.id ?? null);
  const [scheme, setScheme] = useState(true);
  const copy = useWrite('assessments.copy', {
    onSuccess: ({ assessmentIds }) => {
      done(t('assessments:copy.done', { count: assessmentIds.length }));
      onClose();
    },
  });
  return (
    <Form
      title={t('assessments:copy.title', { cohort: cohort.name })}
      text={from.length === 0 ? t('assessments:copy.none') : t('assessments:copy.text')}
      submit={t('assessments:copy.go')}
      busy={copy.isPending}
      error={copy.error}
      disabled={fromCohortId === null}
      onClose={onClose}
      onSubmit={() => fromCohortId && copy.mutate({ fromCohortId, cohortId: cohort.id, scheme })}
    >
      <Select
        data-autofocus
        label={t('assessments:copy.from')}
        data={from.map((one) => ({ value: one.id, label: one.name }))}
        value={fromCohortId}
        onChange={setFrom}
      />
      <Checkbox
        label={t('assessments:copy.scheme')}
        checked={scheme}
        onChange={(event) => setScheme(event.currentTarget.checked)}
      />
    </Form>
  );
}
