import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { figureText } from '../figure-text.ts';
import styles from '../scores/scores.module.css';
import { ScoringForm } from './scoring-form.tsx';

interface Props {
  assessmentId: string;
  data: Output<'annotation.reference'>;
  /** May change how work is scored. */
  may: boolean;
}

/** How work is scored, in a line, and the way to change it. */
export function SettingsCard({ assessmentId, data, may }: Props) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const { settings, doubts } = data;
  const aliases = Object.keys(settings.aliases).length;
  return (
    <section className={styles.aside} aria-labelledby="settings-title" data-settings>
      <h2 id="settings-title">{t('scores:settings.title')}</h2>
      <p className={styles.settings}>
        {withComma(
          t('scores:settings.at', { iou: figureText(settings.iou) }),
          t(`scores:settings.mode_${settings.mode}_short`),
          settings.family && t(`scores:family.${settings.family}`),
          aliases > 0 && t('scores:settings.aliases', { count: aliases }),
        )}
      </p>
      {doubts.map(({ code, learners }) => (
        <p key={code} className={styles.settings}>
          {code === 'perhaps_one_based'
            ? t('scores:doubt.one_based', { count: learners })
            : t('scores:doubt.quads', { count: learners })}
        </p>
      ))}
      {may && (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            {t('scores:settings.change')}
          </Button>
        </div>
      )}
      {open && <ScoringForm assessmentId={assessmentId} data={data} onClose={() => setOpen(false)} />}
    </section>
  );
}
