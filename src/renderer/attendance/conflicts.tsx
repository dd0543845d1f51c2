import { Link } from 'wouter';
import { useCall } from '../app/client.ts';
import { dateText, timeText, useWords } from '../app/words.ts';
import { SessionTitle } from '../sessions/session-title.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import styles from './conflicts.module.css';

/** Every mark of which two laptops say different things, with the question which is right. */
export function Conflicts() {
  const t = useWords();
  const { data } = useCall('attendance.conflicts', {});
  if (!data) return <Waiting />;
  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/">{t('places.today')}</Link> › {t('attendance:conflict.title')}
      </Where>
      {data.conflicts.length === 0 ? (
        <Empty
          title={t('attendance:conflict.none')}
          text={t('attendance:conflict.none_text')}
          action={{ label: t('places.today'), href: '/' }}
        />
      ) : (
        <>
          <h1>{t('attendance:conflict.title')}</h1>
          <p className={styles.text}>{t('attendance:conflict.text')}</p>
          <ul className={styles.list}>
            {data.conflicts.map((conflict) => (
              <li key={`${conflict.sessionId} ${conflict.learnerId}`} className={styles.card}>
                <p className={styles.about}>
                  <Link href={`/roll/${conflict.sessionId}`}>
                    <SessionTitle session={conflict} />
                  </Link>
                  {` · ${conflict.cohortName} · ${dateText(conflict.date)}, ${timeText(conflict.startsAt)}`}
                </p>
                <ConflictChoice conflict={conflict} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
