import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RubricContent } from '../../../shared/contract/assessments-values.ts';
import { mostOf } from '../../../shared/rules/rubric.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { useFaults } from '../faults.ts';
import { tenthsText } from '../shown.ts';
import { WordingField } from '../wording-field.tsx';
import { CriterionEditor } from './criterion-editor.tsx';
import { asKind, blankCriterion, moved } from './draft.ts';
import styles from './rubrics.module.css';

interface Props {
  content: RubricContent;
  error: unknown;
  readOnly?: boolean;
  onChange: (content: RubricContent) => void;
}

/** Everything that a rubric says, criterion by criterion. */
export function RubricEditor({ content, error, readOnly = false, onChange }: Props) {
  const t = useWords();
  const fault = useFault();
  const faultsOf = useFaults();
  const { criteria } = content;
  const set = (next: RubricContent['criteria']): void => onChange({ ...content, criteria: next });
  const faults = faultsOf(error);
  const most = criteria.reduce((total, one) => total + mostOf(one) * one.weight, 0);
  return (
    <fieldset
      className={styles.editor}
      disabled={readOnly}
      aria-label={t('assessments:rubric.content')}
      data-rubric
    >
      {error !== null && error !== undefined && (
        <p role="alert" className={styles.fault}>
          {fault(error)}
        </p>
      )}
      <Group align="flex-end" gap="sm" className={`${room.card} ${styles.top}`}>
        <WordingField
          flex={1}
          label={t('assessments:rubric.title')}
          maxLength={120}
          error={faults.title}
          value={content.title}
          onChange={(title) => onChange({ ...content, title })}
        />
        <SegmentedControl
          aria-label={t('assessments:rubric.kind_label')}
          disabled={readOnly}
          data={(['levels', 'guide'] as const).map((value) => ({
            value,
            label: t(`assessments:rubric.kind.${value}`),
          }))}
          value={content.kind}
          onChange={(kind) => onChange(asKind(content, kind as RubricContent['kind']))}
        />
        <span className={room.muted}>{t('assessments:rubric.most', { most: tenthsText(most) })}</span>
      </Group>
      <Stack gap="sm">
        {criteria.map((criterion, index) => (
          <CriterionEditor
            key={criterion.id}
            criterion={criterion}
            kind={content.kind}
            number={index + 1}
            isLast={index === criteria.length - 1}
            only={criteria.length === 1}
            readOnly={readOnly}
            faults={faultsOf(error, `criteria.${index}.`)}
            onChange={(next) => set(criteria.with(index, next))}
            onMove={(by) => set(moved(criteria, index, by))}
            onRemove={() => set(criteria.filter((_, at) => at !== index))}
          />
        ))}
      </Stack>
      {!readOnly && criteria.length < 30 && (
        <Button
          variant="default"
          mt="sm"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => set([...criteria, blankCriterion(content.kind)])}
        >
          {t('assessments:rubric.add_criterion')}
        </Button>
      )}
    </fieldset>
  );
}
