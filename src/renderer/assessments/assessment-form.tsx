import { Group, NumberInput, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AssessmentView, Scheme } from '../../shared/contract/assessments-values.ts';
import type { Input } from '../../shared/contract/index.ts';
import { assessmentKinds } from '../../shared/rules/assessments.ts';
import { attemptPolicies } from '../../shared/rules/grade.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';
import { DueFields } from './due-fields.tsx';
import { useFaults } from './faults.ts';
import { ScaleFields } from './scale-fields.tsx';
import { said } from './wording.ts';
import { WordingField } from './wording-field.tsx';

type Fields = Omit<Input<'assessments.add'>, 'cohortId'>;

interface Props {
  cohortId: string;
  scheme: Scheme;
  /** The one to change; without it a new one is added. */
  assessment?: AssessmentView;
  /** Somebody was graded: the rubric stays. */
  began?: boolean;
  onClose: () => void;
}

const fieldsOf = (scheme: Scheme, one: AssessmentView | undefined): Fields =>
  one
    ? {
        ...{ title: one.title, kind: one.kind, module: one.module, note: one.note, weight: one.weight },
        ...{ categoryId: one.categoryId, scale: one.scale, due: one.due, attempts: one.attempts },
        rubricId: one.rubric?.rubricId ?? null,
      }
    : {
        ...{ title: {}, kind: 'practice_project', module: null, note: '', weight: 1 },
        ...{ categoryId: scheme.categories[0]?.id ?? null, scale: { kind: 'percent' }, due: null },
        ...{ attempts: { most: null, counts: 'last' }, rubricId: null },
      };

/** What learners are graded in: its name, rubric, scale, due date and attempts. */
export function AssessmentForm({ cohortId, scheme, assessment, began = false, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const faultsOf = useFaults();
  const [fields, setFields] = useState(fieldsOf(scheme, assessment));
  const rubrics = useCall('assessments.rubrics', {}).data?.rubrics ?? [];
  const edit = (part: Partial<Fields>): void => setFields((old) => ({ ...old, ...part }));
  const finish = (): void => {
    done(t(assessment ? 'assessments:form.edited' : 'assessments:form.added'));
    onClose();
  };
  const add = useWrite('assessments.add', { onSuccess: finish });
  const change = useWrite('assessments.edit', { onSuccess: finish });
  const error = add.error ?? change.error;
  const faults = faultsOf(error);
  return (
    <Form
      title={t(assessment ? 'assessments:form.edit' : 'assessments:form.add')}
      submit={t(assessment ? 'save' : 'assessments:form.add')}
      size={560}
      busy={add.isPending || change.isPending}
      error={error}
      disabled={said(fields.title).trim() === ''}
      onClose={onClose}
      onSubmit={() => {
        if (!assessment) return add.mutate({ ...fields, cohortId });
        const { rubricId, ...rest } = fields;
        return change.mutate({ ...rest, assessmentId: assessment.id, ...(began ? {} : { rubricId }) });
      }}
    >
      <WordingField
        data-autofocus
        label={t('assessments:form.title')}
        maxLength={120}
        error={faults.title}
        value={fields.title}
        onChange={(title) => edit({ title })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('assessments:form.kind')}
          allowDeselect={false}
          data={assessmentKinds.map((value) => ({ value, label: t(`assessments:kind.${value}`) }))}
          value={fields.kind}
          onChange={(kind) => kind && edit({ kind: kind as Fields['kind'] })}
        />
        <WordingField
          label={t('assessments:form.module')}
          maxLength={120}
          value={fields.module ?? {}}
          onChange={(module) => edit({ module: Object.keys(module).length === 0 ? null : module })}
        />
      </Group>
      <Select
        label={t('assessments:form.rubric')}
        description={began ? t('assessments:form.rubric_began') : undefined}
        placeholder={t('assessments:form.rubric_none')}
        clearable={!began}
        disabled={began}
        data={rubrics.map((one) => ({ value: one.id, label: said(one.title) }))}
        value={fields.rubricId}
        onChange={(rubricId) => edit({ rubricId })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('assessments:form.category')}
          placeholder={t('assessments:form.category_none')}
          clearable
          error={faults.categoryId}
          data={scheme.categories.map((one) => ({ value: one.id, label: said(one.name) }))}
          value={fields.categoryId}
          onChange={(categoryId) => edit({ categoryId })}
        />
        <NumberInput
          label={t('assessments:form.weight')}
          min={0.1}
          max={100}
          decimalScale={1}
          disabled={fields.categoryId === null}
          value={fields.weight}
          onChange={(weight) => typeof weight === 'number' && weight >= 0.1 && edit({ weight })}
        />
      </Group>
      <ScaleFields
        label={t('assessments:form.scale')}
        value={fields.scale}
        onChange={(scale) => edit({ scale })}
        faults={faultsOf(error, 'scale.')}
      />
      <DueFields value={fields.due} onChange={(due) => edit({ due })} />
      <Group grow align="flex-start">
        <NumberInput
          label={t('assessments:form.attempts')}
          placeholder={t('assessments:form.attempts_any')}
          min={1}
          max={20}
          allowDecimal={false}
          value={fields.attempts.most ?? ''}
          onChange={(most) =>
            edit({
              attempts: { ...fields.attempts, most: typeof most === 'number' && most >= 1 ? most : null },
            })
          }
        />
        <Select
          label={t('assessments:form.counts')}
          allowDeselect={false}
          data={attemptPolicies.map((value) => ({ value, label: t(`assessments:counts.${value}`) }))}
          value={fields.attempts.counts}
          onChange={(counts) =>
            counts &&
            edit({ attempts: { ...fields.attempts, counts: counts as Fields['attempts']['counts'] } })
          }
        />
      </Group>
      <Textarea
        label={t('assessments:form.note')}
        autosize
        minRows={1}
        maxLength={1000}
        value={fields.note}
        onChange={(event) => edit({ note: event.currentTarget.value })}
      />
    </Form>
  );
}
