import { Link } from 'wouter';
import { useCall } from '../app/client.ts';
import { dateText, numberText, useWords } from '../app/words.ts';
import styles from './attendance-line.module.css';

/** The line is drawn on a field of this size and stretched to its place. */
const width = 1000;
const height = 100;
const scale = [100, 75, 50, 25, 0];

const percentText = (value: number): string => numberText(value / 100, { style: 'percent' });

/** Attendance of a cohort by class. Every point leads to its roll, and says in words what it shows. */
export function AttendanceLine({ cohort }: { cohort: { id: string; name: string } }) {
  const t = useWords();
  const classes =
    useCall('attendance.shares', { cohortId: cohort.id }, { refetchOnMount: 'always' }).data?.classes ?? [];
  if (classes.length < 2) return null;
  const along = (index: number): number => index / (classes.length - 1);
  const points = classes.map(({ percent }, index) => `${along(index) * width},${height - percent}`);
  // Every label has room for a day and a month.
  const step = Math.ceil(classes.length / 9);
  return (
    <section className={styles.card} aria-label={t('sessions:chart.title', { cohort: cohort.name })}>
      <header className={styles.head}>
        <h2>{t('sessions:chart.title', { cohort: cohort.name })}</h2>
        <p>{t('sessions:chart.text')}</p>
      </header>
      <div className={styles.picture}>
        {/* The points below say the same to those who hear it. */}
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          {scale.map((value) => (
            <line
              key={value}
              className={styles.grid}
              x1={0}
              x2={width}
              y1={height - value}
              y2={height - value}
            />
          ))}
          <polygon
            className={styles.area}
            points={[`0,${height}`, ...points, `${width},${height}`].join(' ')}
          />
          <polyline className={styles.line} points={points.join(' ')} />
        </svg>
        {[100, 50, 0].map((value) => (
          <span key={value} className={styles.scale} style={{ top: `${100 - value}%` }} aria-hidden>
            {numberText(value)}
          </span>
        ))}
        {classes.map(({ sessionId, date, title, percent }, index) => {
          const name = t('sessions:chart.point', {
            title: title || t('sessions:a_class'),
            date: dateText(date),
            percent: percentText(percent),
          });
          const start = `${along(index) * 100}%`;
          return (
            <span key={sessionId}>
              <Link
                href={`/roll/${sessionId}`}
                className={styles.point}
                style={{ insetInlineStart: start, top: `${100 - percent}%` }}
                aria-label={name}
                title={name}
              />
              {index % step === 0 && (
                <span
                  className={styles.day}
                  data-last={index === classes.length - 1 || undefined}
                  style={{ insetInlineStart: start }}
                  aria-hidden
                >
                  {dateText(date, { day: 'numeric', month: 'short' })}
                </span>
              )}
            </span>
          );
        })}
      </div>
    </section>
  );
}
