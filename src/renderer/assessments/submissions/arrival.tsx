import { Select, TextInput } from '@mantine/core';
import { handInSources } from '../../../shared/rules/assessments.ts';
import { useWords } from '../../app/words.ts';
import { DateField } from '../../roster/date-field.tsx';
import room from '../../roster/room.module.css';
import { TimeField } from '../../ui/time-field.tsx';
import { type Arrival, intake } from './intake.ts';
import styles from './review.module.css';

/** When and how all of it came: being late is told by it. */
export function ArrivalFields({ arrival }: { arrival: Arrival }) {
  const t = useWords();
  return (
    <section className={`${room.card} ${styles.panel}`} aria-label={t('submissions:arrival.title')}>
      <h2>{t('submissions:arrival.title')}</h2>
      <div className={styles.pair}>
        <DateField
          label={t('assessments:hand_in.on')}
          value={arrival.on}
          onChange={(on) => on !== null && intake.arrive({ on })}
        />
        <TimeField
          label={t('assessments:hand_in.at')}
          value={arrival.at ?? ''}
          onChange={(at) => intake.arrive({ at: at || null })}
        />
      </div>
      <Select
        label={t('assessments:hand_in.source')}
        allowDeselect={false}
        data={handInSources.map((value) => ({ value, label: t(`assessments:source.${value}`) }))}
        value={arrival.source}
        onChange={(value) => intake.arrive({ source: (value ?? 'folder') as Arrival['source'] })}
      />
      <TextInput
        label={t('assessments:hand_in.about')}
        maxLength={300}
        value={arrival.note ?? ''}
        onChange={(event) => intake.arrive({ note: event.currentTarget.value || null })}
      />
    </section>
  );
}
