import type { ReactNode } from 'react';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import { ageOn } from '../../shared/rules/learner.ts';
import { useCall } from '../app/client.ts';
import { numberText, useWords } from '../app/words.ts';
import { fullDate, stretchText } from './dates.ts';
import styles from './learner.module.css';
import room from './room.module.css';
import { inLanguage, languageName, useSay } from './say.ts';

/** What the center holds about a learner, on paper, for her. */
export function LearnerSheet({ learner, today }: { learner: Learner; today: string }) {
  const t = useWords();
  const center = useCall('center.state', {}).data?.center?.name ?? t('name');
  return (
    <article className={`${room.onPaper} ${styles.sheet}`}>
      <h1>{t('roster:sheet.title', { center, name: learner.name.written })}</h1>
      <p>{t('roster:sheet.printed', { date: fullDate(today) })}</p>
      <Part title={t('roster:sheet.facts')}>
        <Facts learner={learner} today={today} />
      </Part>
      <Part title={t('roster:sheet.cohorts')}>
        <Cohorts learner={learner} />
      </Part>
      <Part title={t('roster:sheet.marks')}>
        <Attendance learner={learner} />
      </Part>
      <Part title={t('roster:sheet.consents')}>
        <Consents learner={learner} />
      </Part>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Lines({ lines }: { lines: readonly (readonly [name: string, value: string | null | undefined])[] }) {
  const t = useWords();
  return (
    <dl>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value || t('roster:sheet.nothing')}</dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ learner, today }: { learner: Learner; today: string }) {
  const t = useWords();
  const say = useSay();
  const { birth, certificate } = learner;
  const born = birth?.date
    ? `${fullDate(birth.date)} (${t('roster:learner.age', { count: ageOn(birth.date, today) })})`
    : birth?.ageBand && say('roster:age_band', birth.ageBand);
  return (
    <Lines
      lines={[
        [t('roster:learner.name'), learner.name.written],
        [t('roster:learner.short'), learner.name.short],
        [t('roster:learner.birth'), born],
        [t('roster:learner.sex'), learner.sex && say('roster:sex', learner.sex)],
        [
          t('roster:learner.displacement'),
          learner.displacement && say('roster:displacement', learner.displacement),
        ],
        [t('roster:learner.languages'), learner.languages.map(languageName).join(', ')],
        [t('roster:learner.phone'), learner.phone],
        [t('roster:learner.email'), learner.email],
        [t('roster:learner.needs'), learner.needs],
        [t('roster:learner.note'), learner.note],
        [
          t('roster:learner.certificate'),
          certificate && [certificate.name, certificate.latin].filter(Boolean).join(' · '),
        ],
        ...learner.fields.map(({ field, value }) => [field, value] as const),
      ]}
    />
  );
}

function Cohorts({ learner }: { learner: Learner }) {
  const t = useWords();
  const say = useSay();
  if (learner.enrollments.length === 0) return <p>{t('roster:sheet.nothing')}</p>;
  return (
    <Lines
      lines={learner.enrollments.map((one) => [
        one.cohortName,
        [
          inLanguage(one.programName),
          stretchText(t, one.startsOn, one.endsOn),
          t(`roster:enrollment.${one.status}`),
          one.reason && say('roster:leave_reason', one.reason),
          one.lastSeen && t('roster:learner.last_seen', { date: fullDate(one.lastSeen) }),
        ]
          .filter(Boolean)
          .join(' · '),
      ])}
    />
  );
}

function Attendance({ learner }: { learner: Learner }) {
  const t = useWords();
  const say = useSay();
  const excuses = useCall('attendance.excuses', { learnerId: learner.id }).data?.excuses ?? [];
  const marks = learner.counts
    .map(({ status, count }) => `${say('attendance:status', status)} ${numberText(count)}`)
    .join(', ');
  return (
    <Lines
      lines={[
        [t('roster:learner.counts'), marks],
        [
          t('roster:sheet.excuses'),
          excuses
            .map((one) =>
              [
                stretchText(t, one.from, one.to),
                one.reason && t(`attendance:reasons.${one.reason}`),
                one.note,
              ]
                .filter(Boolean)
                .join(' · '),
            )
            .join('; '),
        ],
      ]}
    />
  );
}

function Consents({ learner }: { learner: Learner }) {
  const t = useWords();
  return (
    <Lines
      lines={learner.consents.map((one) => [
        t(`roster:purpose.${one.purpose}`),
        one.given === null
          ? t('roster:learner.consent_ask')
          : [
              t(one.given ? 'roster:consent.given' : 'roster:consent.refused'),
              one.on && fullDate(one.on),
              one.textVersion && t('roster:learner.consent_text', { version: one.textVersion }),
              one.language && languageName(one.language),
            ]
              .filter(Boolean)
              .join(' · '),
      ])}
    />
  );
}
