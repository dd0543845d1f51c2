import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../../app/client.ts';
import { useDone } from '../../app/use-undo.tsx';
import { bytesText, numberText, useWords } from '../../app/words.ts';
import { Form } from '../../roster/form.tsx';
import { formatName } from '../formats.ts';
import styles from '../scores/scores.module.css';
import { ChooseFiles } from './choose-files.tsx';
import { Noted, type ReadReference } from './noted.tsx';
import reference from './reference.module.css';
import { SaveAs } from './save-as.tsx';
import { ReferenceFailure, ReferenceProgress } from './set-reference.tsx';
import { useDrop } from './use-drop.ts';
import type { useSetReference } from './use-set-reference.ts';

const mostLabels = 14;

interface Props {
  assessmentId: string;
  title: string;
  read: ReadReference;
  setting: ReturnType<typeof useSetReference>;
  /** May replace and remove it. */
  may: boolean;
}

/** The reference as it was read, and what can be done with it. */
export function ReferenceCard({ assessmentId, title, read, setting, may }: Props) {
  const t = useWords();
  const [dialog, setDialog] = useState<'noted' | 'save' | 'remove' | null>(null);
  const close = (): void => setDialog(null);
  const { state, choose, cancel } = setting;
  // Only here: work of learners that is dropped beside it must not become the reference.
  const { over, handlers } = useDrop(may && !state.progress, choose);
  const places = read.notes + read.refusedInAll;
  const facts: [string, string][] = [
    [t('scores:reference.format'), formatName(t, read.format)],
    [t('scores:reference.images'), numberText(read.images)],
    [t('scores:reference.shapes'), numberText(read.shapes)],
    [t('scores:reference.size'), bytesText(read.bytes)],
  ];
  return (
    <section
      className={styles.aside}
      aria-labelledby="reference-title"
      data-reference
      data-over={over || undefined}
      {...handlers}
    >
      <h2 id="reference-title">{t('scores:reference.title')}</h2>
      <ReferenceFailure state={state} />
      <ReferenceProgress state={state} cancel={cancel} />
      <dl className={reference.facts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {read.labels.length > 0 && (
        <ul className={reference.labels} aria-label={t('scores:reference.labels')}>
          {read.labels.slice(0, mostLabels).map((label) => (
            <li key={label} dir="auto">
              {label}
            </li>
          ))}
          {read.labels.length > mostLabels && (
            <li>{t('scores:reference.labels_more', { count: read.labels.length - mostLabels })}</li>
          )}
        </ul>
      )}
      <div className={reference.acts}>
        {may && !state.progress && (
          <ChooseFiles
            size="compact-sm"
            variant="default"
            label={t('scores:reference.replace')}
            onChoose={(files) => void choose(files)}
          />
        )}
        <Button size="compact-sm" variant="default" onClick={() => setDialog('save')}>
          {t('scores:save.open')}
        </Button>
        {places > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setDialog('noted')}>
            {t('scores:reference.places', { count: places })}
          </Button>
        )}
        {may && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDialog('remove')}>
            {t('remove')}
          </Button>
        )}
      </div>
      {dialog === 'noted' && <Noted reference={read} onClose={close} />}
      {dialog === 'save' && (
        <SaveAs
          assessmentId={assessmentId}
          attemptId={null}
          name={t('scores:save.reference_of', { title })}
          onClose={close}
        />
      )}
      {dialog === 'remove' && <RemoveReference assessmentId={assessmentId} onClose={close} />}
    </section>
  );
}

function RemoveReference({ assessmentId, onClose }: { assessmentId: string; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const remove = useWrite('annotation.removeReference', {
    onSuccess: () => {
      done(t('scores:reference.removed'));
      onClose();
    },
  });
  return (
    <Form
      title={t('scores:reference.remove')}
      text={t('scores:reference.remove_text')}
      submit={t('remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ assessmentId })}
    >
      {null}
    </Form>
  );
}
