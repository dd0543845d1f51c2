import { Button, Progress } from '@mantine/core';
import { IconFileAlert, IconPhotoCheck } from '@tabler/icons-react';
import { useWords } from '../../app/words.ts';
import { ChooseFiles } from './choose-files.tsx';
import styles from './reference.module.css';
import { useDrop } from './use-drop.ts';
import type { useSetReference } from './use-set-reference.ts';

type Setting = ReturnType<typeof useSetReference>;

/** What was refused of a reference, with the file and the place; the one before it stays. */
export function ReferenceFailure({ state }: Pick<Setting, 'state'>) {
  const t = useWords();
  if (state.failure === null) return null;
  return (
    <div className={styles.failure} role="alert">
      <IconFileAlert size={20} stroke={1.6} aria-hidden />
      <div>
        <b>
          <bdi>{state.name}</bdi>: {t('scores:reference.faulty')}
        </b>
        <p>{state.failure}</p>
      </div>
    </div>
  );
}

/** A reference on its way in. */
export function ReferenceProgress({ state, cancel }: Pick<Setting, 'state' | 'cancel'>) {
  const t = useWords();
  const { progress, name } = state;
  if (!progress) return null;
  const { step, done, total } = progress;
  const label = t(`scores:reference.${step}`, { name });
  return (
    <div className={styles.progress}>
      <b>{label}</b>
      <Progress value={total > 0 ? (100 * done) / total : 0} aria-label={label} />
      <span className={styles.steps}>
        <span>{total > 0 ? t('scores:of_files', { done, total }) : '\u00a0'}</span>
        <Button size="compact-sm" variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </span>
    </div>
  );
}

/** A project without a reference: what it is, and where it goes. */
export function NoReference({ setting, may }: { setting: Setting; may: boolean }) {
  const t = useWords();
  const { state, choose, cancel } = setting;
  const { over, handlers } = useDrop(may && !state.progress, choose);
  return (
    <div className={styles.drop} data-over={over || undefined} data-no-reference {...handlers}>
      <ReferenceFailure state={state} />
      {state.progress ? (
        <ReferenceProgress state={state} cancel={cancel} />
      ) : (
        <>
          <IconPhotoCheck size={38} stroke={1.3} aria-hidden />
          <h2>{t(over ? 'scores:reference.drop_now' : 'scores:reference.none')}</h2>
          <p>{t('scores:reference.none_text')}</p>
          {may ? (
            <ChooseFiles
              size="md"
              label={t('scores:reference.choose')}
              onChoose={(files) => void choose(files)}
            />
          ) : (
            <p>{t('scores:reference.others')}</p>
          )}
          <p className={styles.small}>{t('scores:reference.formats')}</p>
        </>
      )}
    </div>
  );
}
