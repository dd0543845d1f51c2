import { ActionIcon, Button, Group, NumberInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import type { RubricContent } from '../../../shared/contract/assessments-values.ts';
import { numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { WordingField } from '../wording-field.tsx';
import { BandsEditor } from './bands-editor.tsx';
import { blankLevel, type DraftCriterion, type DraftLevel } from './draft.ts';
import styles from './rubrics.module.css';

interface Props {
  criterion: DraftCriterion;
  kind: RubricContent['kind'];
  number: number;
  isLast: boolean;
  only: boolean;
  readOnly: boolean;
  faults: Readonly<Record<string, string>>;
  onChange: (criterion: DraftCriterion) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

/** One criterion: what it asks for, its weight, and its levels from the lowest to the highest. */
export function CriterionEditor(props: Props) {
  const { criterion, kind, number, isLast, only, readOnly, faults, onChange, onMove, onRemove } = props;
  const t = useWords();
  const edit = (part: Partial<DraftCriterion>): void => onChange({ ...criterion, ...part });
  const name = numberText(number);
  const { levels } = criterion;
  const setLevel = (index: number, level: DraftLevel): void => edit({ levels: levels.with(index, level) });
  return (
    <section
      className={`${room.card} ${styles.criterion}`}
      aria-label={t('assessments:rubric.criterion', { number: name })}
      data-criterion-editor
    >
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <WordingField
          flex={1}
          label={t('assessments:rubric.criterion', { number: name })}
          maxLength={120}
          error={faults.title}
          value={criterion.title}
          onChange={(title) => edit({ title })}
        />
        <NumberInput
          w={90}
          label={t('assessments:rubric.weight')}
          min={0.1}
          max={100}
          decimalScale={1}
          value={criterion.weight}
          onChange={(weight) => typeof weight === 'number' && weight >= 0.1 && edit({ weight })}
        />
        {kind === 'guide' && (
          <NumberInput
            w={100}
            label={t('assessments:rubric.most_points')}
            min={0}
            max={1000}
            decimalScale={1}
            error={faults.most}
            value={criterion.most ?? 0}
            onChange={(most) => typeof most === 'number' && edit({ most })}
          />
        )}
        {!readOnly && (
          <Group gap={2} mt={24} wrap="nowrap">
            <ActionIcon
              disabled={number === 1}
              aria-label={t('assessments:rubric.up', { number: name })}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            <ActionIcon
              disabled={isLast}
              aria-label={t('assessments:rubric.down', { number: name })}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={15} />
            </ActionIcon>
            <ActionIcon
              disabled={only}
              aria-label={t('assessments:rubric.remove_criterion', { number: name })}
              onClick={onRemove}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        )}
      </Group>
      <WordingField
        lines
        label={t('assessments:rubric.description')}
        maxLength={600}
        value={criterion.description}
        onChange={(description) => edit({ description })}
      />
      {kind === 'levels' && (
        <ol className={styles.levels} aria-label={t('assessments:rubric.levels')}>
          {levels.map((level, index) => {
            const of = { number: name, level: numberText(index + 1) };
            return (
              <li key={level.id}>
                <Group gap={4} wrap="nowrap" align="flex-start">
                  <WordingField
                    flex={1}
                    aria-label={t('assessments:rubric.level', of)}
                    maxLength={80}
                    error={faults[`levels.${index}.title`]}
                    value={level.title}
                    onChange={(title) => setLevel(index, { ...level, title })}
                  />
                  <NumberInput
                    w={64}
                    hideControls
                    aria-label={t('assessments:rubric.level_points', of)}
                    min={0}
                    max={1000}
                    decimalScale={1}
                    error={faults[`levels.${index}.points`]}
                    value={level.points}
                    onChange={(points) => typeof points === 'number' && setLevel(index, { ...level, points })}
                  />
                  {!readOnly && (
                    <ActionIcon
                      size={26}
                      mt={5}
                      disabled={levels.length <= 2}
                      aria-label={t('assessments:rubric.remove_level', of)}
                      onClick={() =>
                        edit({
                          levels: levels.filter((one) => one.id !== level.id),
                          proposal: withoutLevel(criterion.proposal, level.id),
                        })
                      }
                    >
                      <IconX size={13} />
                    </ActionIcon>
                  )}
                </Group>
                <WordingField
                  lines
                  aria-label={t('assessments:rubric.level_description', of)}
                  maxLength={600}
                  value={level.description}
                  onChange={(description) => setLevel(index, { ...level, description })}
                />
              </li>
            );
          })}
        </ol>
      )}
      {faults.levels && <p className={styles.fault}>{faults.levels}</p>}
      {kind === 'levels' && !readOnly && levels.length < 9 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={t('assessments:rubric.add_level_to', { number: name })}
          onClick={() => edit({ levels: [...levels, blankLevel((levels.at(-1)?.points ?? 0) + 1)] })}
        >
          {t('assessments:rubric.add_level')}
        </Button>
      )}
      <BandsEditor criterion={criterion} number={name} readOnly={readOnly} faults={faults} onChange={edit} />
    </section>
  );
}

function withoutLevel(proposal: DraftCriterion['proposal'], levelId: string): DraftCriterion['proposal'] {
  if (!proposal) return null;
  const bands = proposal.bands.filter(({ choice }) => !('level' in choice) || choice.level !== levelId);
  return bands.length === 0 ? null : { ...proposal, bands };
}
