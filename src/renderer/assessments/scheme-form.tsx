import { ActionIcon, Button, Group, NumberInput, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Scheme } from '../../shared/contract/assessments-values.ts';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { numberText, useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';
import { useFaults } from './faults.ts';
import { schemeFormula } from './formula.ts';
import styles from './grading.module.css';
import { ScaleFields } from './scale-fields.tsx';
import { WordingField } from './wording-field.tsx';

type Category = Scheme['categories'][number];

/** How the assessments of a cohort make the final grade: categories, their weights, and the formula in words. */
export function SchemeForm({
  cohort,
  onClose,
}: {
  cohort: Output<'assessments.list'>['cohorts'][number];
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const faultsOf = useFaults();
  const [scheme, setScheme] = useState(cohort.scheme);
  const { categories } = scheme;
  const write = useWrite('assessments.setScheme', {
    onSuccess: () => {
      done(t('assessments:scheme.done'));
      onClose();
    },
  });
  const faults = faultsOf(write.error);
  const used = new Set(cohort.assessments.map((one) => one.categoryId));
  const set = (index: number, part: Partial<Category>): void =>
    setScheme({
      ...scheme,
      categories: categories.map((one, at) => (at === index ? { ...one, ...part } : one)),
    });
  const add = (): void =>
    setScheme({
      ...scheme,
      categories: [
        ...categories,
        { id: `c-${Date.now().toString(36)}`, name: {}, weight: 10, dropLowest: 0 },
      ],
    });
  return (
    <Form
      title={t('assessments:scheme.title', { cohort: cohort.name })}
      text={t('assessments:scheme.text')}
      submit={t('save')}
      size={640}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={() => write.mutate({ cohortId: cohort.id, scheme })}
    >
      <Stack gap={6}>
        {categories.map((category, index) => {
          const number = numberText(index + 1);
          return (
            <Group key={category.id} gap={8} wrap="nowrap" align="flex-end">
              <WordingField
                flex={1}
                label={t('assessments:scheme.category', { number })}
                maxLength={80}
                error={faults[`categories.${index}.name`]}
                value={category.name}
                onChange={(name) => set(index, { name })}
              />
              <NumberInput
                w={110}
                label={t('assessments:scheme.weight', { number })}
                min={0}
                max={1000}
                decimalScale={1}
                error={faults[`categories.${index}.weight`]}
                value={category.weight}
                onChange={(weight) => typeof weight === 'number' && set(index, { weight })}
              />
              <NumberInput
                w={140}
                label={t('assessments:scheme.drop', { number })}
                min={0}
                max={20}
                allowDecimal={false}
                value={category.dropLowest}
                onChange={(dropLowest) => typeof dropLowest === 'number' && set(index, { dropLowest })}
              />
              <ActionIcon
                mb={6}
                aria-label={t('assessments:scheme.remove', { number })}
                title={used.has(category.id) ? t('assessments:errors.category_in_use') : undefined}
                disabled={used.has(category.id) || categories.length === 1}
                onClick={() =>
                  setScheme({ ...scheme, categories: categories.filter((_, at) => at !== index) })
                }
              >
                <IconX size={15} />
              </ActionIcon>
            </Group>
          );
        })}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={categories.length >= 20}
          onClick={add}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('assessments:scheme.add')}
        </Button>
      </Stack>
      <ScaleFields
        label={t('assessments:scheme.scale')}
        value={scheme.scale}
        onChange={(scale) => setScheme({ ...scheme, scale })}
        faults={faultsOf(write.error, 'scale.')}
      />
      <p className={styles.formula} data-formula>
        {schemeFormula(t, scheme)}
      </p>
    </Form>
  );
}
