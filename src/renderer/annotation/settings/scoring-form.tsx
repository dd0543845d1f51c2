import { Button, Fieldset, Group, NumberInput, SegmentedControl, Select, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useWrite } from '../../app/client.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import { Form } from '../../roster/form.tsx';
import room from '../../roster/room.module.css';
import { figureText } from '../figure-text.ts';
import { AliasTable } from './alias-table.tsx';

type Data = Output<'annotation.reference'>;
type Settings = Data['settings'];
type Side = keyof Settings['reading'];

/** Thresholds that people compare by: COCO's and the usual one, CVAT's, and a strict one. */
const presets = [
  { iou: 0.5, name: 'usual' },
  { iou: 0.4, name: 'cvat' },
  { iou: 0.75, name: 'strict' },
] as const;
const families = ['box', 'region', 'point', 'line', 'tag'] as const;
const sides = ['learner', 'reference'] as const;

interface Props {
  assessmentId: string;
  data: Data;
  onClose: () => void;
}

/** Everything that a score depends on beside the files. */
export function ScoringForm({ assessmentId, data, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [settings, setSettings] = useState(data.settings);
  const edit = (part: Partial<Settings>): void => setSettings((old) => ({ ...old, ...part }));
  const read = (side: Side, part: Partial<Settings['reading'][Side]>): void =>
    edit({ reading: { ...settings.reading, [side]: { ...settings.reading[side], ...part } } });
  const set = useWrite('annotation.setScoring', {
    onSuccess: () => {
      done(t('scores:settings.changed'));
      onClose();
    },
  });
  return (
    <Form
      title={t('scores:settings.title')}
      submit={t('save')}
      size={600}
      busy={set.isPending}
      error={set.error}
      disabled={!(settings.iou > 0 && settings.iou <= 1)}
      onClose={onClose}
      onSubmit={() => set.mutate({ assessmentId, settings })}
    >
      <NumberInput
        data-autofocus
        label={t('scores:settings.iou')}
        description={t('scores:settings.iou_text')}
        min={0.05}
        max={1}
        step={0.05}
        decimalScale={3}
        clampBehavior="blur"
        value={settings.iou}
        onChange={(iou) => typeof iou === 'number' && edit({ iou })}
      />
      <Group gap={6}>
        {presets.map(({ iou, name }) => (
          <Button
            key={name}
            size="compact-sm"
            variant={settings.iou === iou ? 'light' : 'default'}
            aria-pressed={settings.iou === iou}
            onClick={() => edit({ iou })}
          >
            {t(`scores:settings.preset_${name}`, { iou: figureText(iou) })}
          </Button>
        ))}
      </Group>
      <Stack gap={4}>
        <span className={room.label}>{t('scores:settings.mode')}</span>
        <SegmentedControl
          aria-label={t('scores:settings.mode')}
          data={(['default', 'coco'] as const).map((value) => ({
            value,
            label: t(`scores:settings.mode_${value}`),
          }))}
          value={settings.mode}
          onChange={(mode) => edit({ mode: mode as Settings['mode'] })}
        />
        <p className={room.quiet}>{t(`scores:settings.mode_${settings.mode}_text`)}</p>
      </Stack>
      <Group grow align="flex-start">
        <Select
          label={t('scores:settings.family')}
          description={t('scores:settings.family_text')}
          placeholder={t('scores:settings.family_all')}
          clearable
          data={families.map((value) => ({ value, label: t(`scores:family.${value}`) }))}
          value={settings.family}
          onChange={(family) => edit({ family: family as Settings['family'] })}
        />
        <NumberInput
          label={t('scores:settings.low')}
          description={t('scores:settings.low_text')}
          min={0}
          max={1}
          step={0.05}
          decimalScale={3}
          value={settings.lowOverlap}
          onChange={(lowOverlap) => typeof lowOverlap === 'number' && edit({ lowOverlap })}
        />
      </Group>
      <AliasTable
        aliases={settings.aliases}
        labels={data.reference?.labels ?? []}
        onChange={(aliases) => edit({ aliases })}
      />
      <Fieldset legend={t('scores:settings.reading')} radius="md">
        <p className={room.quiet}>{t('scores:settings.reading_text')}</p>
        {sides.map((side) => (
          <Group key={side} mt="sm" justify="space-between" align="flex-end">
            <Switch
              label={t(`scores:settings.from_one_${side}`)}
              checked={settings.reading[side].vocFromOne}
              onChange={(event) => read(side, { vocFromOne: event.currentTarget.checked })}
            />
            <Select
              w={230}
              label={t(`scores:settings.quads_${side}`)}
              placeholder={t('scores:settings.quads_auto')}
              clearable
              data={(['boxes', 'polygons'] as const).map((value) => ({
                value,
                label: t(`scores:settings.quads_as_${value}`),
              }))}
              value={settings.reading[side].yoloQuads}
              onChange={(quads) => read(side, { yoloQuads: quads as Settings['reading'][Side]['yoloQuads'] })}
            />
          </Group>
        ))}
      </Fieldset>
    </Form>
  );
}
