import { ActionIcon, Button, Group, NumberInput, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type Figure, figureNames, figures } from '../../../shared/rules/proposals.ts';
import { numberText, useWords } from '../../app/words.ts';
import { said } from '../wording.ts';
import type { DraftCriterion } from './draft.ts';
import styles from './rubrics.module.css';

interface Props {
  criterion: DraftCriterion;
  number: string;
  readOnly: boolean;
  faults: Readonly<Record<string, string>>;
  onChange: (part: Pick<DraftCriterion, 'proposal'>) => void;
}

type Bands = NonNullable<DraftCriterion['proposal']>['bands'];

/** A beginning for the bands of a figure: the three highest levels, at .9, .75 and .6 or at 3, 6 and 10 pixels. */
function usualBands(criterion: DraftCriterion, figure: Figure): Bands {
  const steps = figures[figure] === 'more' ? [0.9, 0.75, 0.6] : [3, 6, 10];
  if (criterion.most !== null) {
    const most = criterion.most;
    return steps.map((at, index) => ({
      at,
      choice: { points: Math.round(most * (1 - index / 4) * 10) / 10 },
    }));
  }
  const best = criterion.levels.slice(1).reverse();
  return steps.flatMap((at, index) => {
    const level = best[index];
    return level ? [{ at, choice: { level: level.id } }] : [];
  });
}

/** By which measured figure a level is proposed. A person still decides. */
export function BandsEditor({ criterion, number, readOnly, faults, onChange }: Props) {
  const t = useWords();
  const { proposal } = criterion;
  const nameOf = (figure: Figure): string => t(`assessments:figures.${figure}`);
  const set = (bands: Bands): void => {
    if (proposal) onChange({ proposal: { ...proposal, bands } });
  };
  return (
    <div className={styles.bands}>
      <Select
        w={230}
        label={t('assessments:rubric.proposed_by')}
        placeholder={t('assessments:rubric.proposed_none')}
        clearable
        disabled={readOnly}
        data={figureNames.map((value) => ({ value, label: nameOf(value) }))}
        value={proposal?.figure ?? null}
        onChange={(value) => {
          const figure = value as Figure | null;
          onChange({ proposal: figure && { figure, bands: usualBands(criterion, figure) } });
        }}
      />
      {proposal?.bands.map((band, index) => {
        const of = { number, band: numberText(index + 1) };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a band has no name of its own
          <Group key={index} gap={4} wrap="nowrap" align="flex-end">
            <NumberInput
              w={90}
              hideControls
              aria-label={t('assessments:rubric.band_at', of)}
              prefix={figures[proposal.figure] === 'more' ? '≥ ' : '≤ '}
              min={0}
              max={10_000}
              decimalScale={3}
              error={faults[`proposal.bands.${index}`]}
              value={band.at}
              onChange={(at) => typeof at === 'number' && set(proposal.bands.with(index, { ...band, at }))}
            />
            {'level' in band.choice ? (
              <Select
                w={150}
                aria-label={t('assessments:rubric.band_level', of)}
                allowDeselect={false}
                disabled={readOnly}
                data={criterion.levels.map((level, at) => ({
                  value: level.id,
                  label: said(level.title) || numberText(at + 1),
                }))}
                value={band.choice.level}
                onChange={(level) => level && set(proposal.bands.with(index, { ...band, choice: { level } }))}
              />
            ) : (
              <NumberInput
                w={90}
                hideControls
                aria-label={t('assessments:rubric.band_points', of)}
                min={0}
                max={criterion.most ?? 1000}
                decimalScale={1}
                value={band.choice.points}
                onChange={(points) =>
                  typeof points === 'number' &&
                  set(proposal.bands.with(index, { ...band, choice: { points } }))
                }
              />
            )}
            {!readOnly && (
              <ActionIcon
                mb={5}
                aria-label={t('assessments:rubric.remove_band', of)}
                onClick={() => set(proposal.bands.filter((_, at) => at !== index))}
              >
                <IconX size={13} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {proposal && !readOnly && proposal.bands.length < 12 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={t('assessments:rubric.add_band_to', { number })}
          onClick={() => {
            const [first] = usualBands(criterion, proposal.figure);
            if (first) set([...proposal.bands, first]);
          }}
        >
          {t('assessments:rubric.add_band')}
        </Button>
      )}
    </div>
  );
}
