import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import styles from '../scores/scores.module.css';

interface Props {
  assessmentId: string;
  data: Output<'annotation.reference'>;
}

/** Labels of learners that the reference does not have: each is given a meaning by a click, or all that are near one. */
export function UnknownLabels({ assessmentId, data }: Props) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const { reference, settings, unknownLabels } = data;
  const [chosen, setChosen] = useState<Record<string, string | null>>({});
  const set = useWrite('annotation.setScoring', { onSuccess: () => done(t('scores:labels.taken')) });
  if (!reference || unknownLabels.length === 0) return null;
  const meantBy = (label: string, proposed: string | null): string | null =>
    label in chosen ? (chosen[label] ?? null) : proposed;
  const take = (labels: Record<string, string>): void =>
    set.mutate({ assessmentId, settings: { ...settings, aliases: { ...settings.aliases, ...labels } } });
  const near = unknownLabels.flatMap(({ label, proposed }) => {
    const meant = meantBy(label, proposed);
    return meant === null ? [] : [[label, meant] as const];
  });
  return (
    <section className={styles.aside} aria-labelledby="unknown-labels" data-unknown-labels>
      <h2 id="unknown-labels">{t('scores:labels.title', { count: unknownLabels.length })}</h2>
      <p className={room.quiet}>{t('scores:labels.text')}</p>
      <ul className={styles.aliases}>
        {unknownLabels.map(({ label, learners, proposed }) => {
          const meant = meantBy(label, proposed);
          return (
            <li key={label} className={styles.alias} data-unknown-label={label}>
              <bdi className={styles.given}>{label}</bdi>
              <span className={room.quiet}>{t('scores:labels.learners', { count: learners })}</span>
              <Select
                size="xs"
                aria-label={t('scores:labels.meant_by', { label })}
                placeholder={t('scores:labels.none')}
                data={reference.labels}
                searchable={reference.labels.length > 8}
                clearable
                value={meant}
                onChange={(value) => setChosen((old) => ({ ...old, [label]: value }))}
              />
              <Button
                size="compact-sm"
                variant="default"
                disabled={meant === null || set.isPending}
                aria-label={t('scores:labels.take_of', { label, meant: meant ?? '' })}
                onClick={() => meant !== null && take({ [label]: meant })}
              >
                {t('scores:labels.take')}
              </Button>
            </li>
          );
        })}
      </ul>
      {set.isError && (
        <p role="alert" className={room.fault}>
          {fault(set.error)}
        </p>
      )}
      {near.length > 1 && (
        <Button size="compact-md" disabled={set.isPending} onClick={() => take(Object.fromEntries(near))}>
          {t('scores:labels.take_all', { count: near.length })}
        </Button>
      )}
    </section>
  );
}
