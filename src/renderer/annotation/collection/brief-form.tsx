import { Button, Checkbox, NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { defaultBrief, faultOfBrief, type ImageBrief } from '../../../shared/rules/image-brief.ts';
import { CLASS } from '../../../shared/rules/name-pattern.ts';
import { pictureTypes } from '../../../shared/rules/pictures.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import styles from './brief.module.css';
import { ClassRows } from './class-rows.tsx';
import { formatNames } from './finding-text.ts';
import { NameField } from './name-field.tsx';
import { SharpnessField } from './sharpness-field.tsx';

interface Props {
  assessmentId: string;
  brief: ImageBrief | null;
  proposed: ImageBrief;
  may: boolean;
}

/** How alike two pictures may be, as people would say it, in bits of the hash. */
const likeness = { off: null, copies: 3, alike: 8, similar: 14 } as const;
const likenessOf = (bits: number | null): keyof typeof likeness =>
  bits === null ? 'off' : bits <= 4 ? 'copies' : bits <= 10 ? 'alike' : 'similar';

/** What images are asked for: counts by class, size, formats, duplicates, sharpness, screenshots, place, names. */
export function BriefForm({ assessmentId, brief, proposed, may }: Props) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [draft, setDraft] = useState<ImageBrief>(brief ?? proposed);
  const set = useWrite('annotation.setBrief', {
    onSuccess: (_, { brief: asked }) =>
      done(t(asked === null ? 'collection:brief.removed' : 'collection:brief.is_set')),
  });
  const change = (part: Partial<ImageBrief>): void => setDraft((now) => ({ ...now, ...part }));
  const classes = draft.classes.filter(({ name }) => name.trim() !== '');
  const asked: ImageBrief = { ...draft, classes, names: draft.names?.trim() || null };
  const wrong = faultOfBrief(asked);
  const isSame = brief !== null && JSON.stringify(asked) === JSON.stringify({ ...defaultBrief, ...brief });
  const number = (value: string | number): number => (typeof value === 'number' ? Math.max(0, value) : 0);
  return (
    <form
      className={`${room.card} ${styles.form}`}
      noValidate
      data-brief
      onSubmit={(event) => {
        event.preventDefault();
        if (may && !wrong && !set.isPending) set.mutate({ assessmentId, brief: asked });
      }}
    >
      <fieldset className={styles.fields} disabled={!may}>
        <NumberInput
          label={t('collection:brief.least')}
          description={t('collection:brief.least_text')}
          value={draft.least}
          onChange={(value) => change({ least: number(value) })}
          min={0}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
        />
        <ClassRows draft={draft} onChange={change} />
        <NumberInput
          label={t('collection:brief.side')}
          description={t('collection:brief.side_text')}
          value={draft.leastSide}
          onChange={(value) => change({ leastSide: number(value) })}
          min={0}
          max={20_000}
          step={64}
          allowDecimal={false}
          allowNegative={false}
        />
        <Checkbox.Group
          label={t('collection:brief.formats')}
          value={draft.formats}
          onChange={(value) => change({ formats: pictureTypes.filter((one) => value.includes(one)) })}
        >
          <div className={styles.checks}>
            {pictureTypes.map((type) => (
              <Checkbox key={type} value={type} label={formatNames[type]} />
            ))}
          </div>
        </Checkbox.Group>
        <div>
          <p className={styles.label} id="likeness">
            {t('collection:brief.duplicates')}
          </p>
          <SegmentedControl
            size="xs"
            aria-labelledby="likeness"
            data={(Object.keys(likeness) as (keyof typeof likeness)[]).map((value) => ({
              value,
              label: t(`collection:brief.likeness.${value}`),
            }))}
            value={likenessOf(draft.duplicateBits)}
            onChange={(value) => change({ duplicateBits: likeness[value as keyof typeof likeness] })}
          />
          <p className={styles.muted}>
            {t(`collection:brief.likeness_text.${likenessOf(draft.duplicateBits)}`)}
          </p>
        </div>
        <SharpnessField
          assessmentId={assessmentId}
          value={draft.leastSharpness}
          onChange={(leastSharpness) => change({ leastSharpness })}
        />
        <div className={styles.checks}>
          <Checkbox
            label={t('collection:brief.screenshots')}
            checked={draft.screenshots === 'refused'}
            onChange={(event) => change({ screenshots: event.currentTarget.checked ? 'refused' : 'allowed' })}
          />
          <Checkbox
            label={t('collection:brief.location')}
            description={t('collection:brief.location_text')}
            checked={draft.location === 'refused'}
            onChange={(event) => change({ location: event.currentTarget.checked ? 'refused' : 'allowed' })}
          />
        </div>
        <NameField draft={asked} value={draft.names ?? ''} onChange={(names) => change({ names })} />
      </fieldset>
      {may && (
        <footer className={styles.foot}>
          {(wrong || set.error) && (
            <p role="alert" className={styles.fault}>
              {wrong ? t(`assessments:errors.${wrong}`, { part: CLASS }) : fault(set.error)}
            </p>
          )}
          <span className={styles.grow} />
          {brief && (
            <Button variant="subtle" color="red" onClick={() => set.mutate({ assessmentId, brief: null })}>
              {t('collection:brief.remove')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending} disabled={wrong !== null || isSame}>
            {t('collection:brief.set')}
          </Button>
        </footer>
      )}
    </form>
  );
}
