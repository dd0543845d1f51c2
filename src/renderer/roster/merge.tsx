import { Button, Radio, VisuallyHidden } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import { type LearnerFact, learnerFacts } from '../../shared/rules/learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { numberText, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { withComma } from '../ui/with-comma.ts';
import { fullDate } from './dates.ts';
import styles from './merge.module.css';
import room from './room.module.css';
import { languageName, useSay } from './say.ts';

type Comparison = Output<'roster.comparePeople'>;

/** Two people side by side, before they are made one. */
export function Merge() {
  const t = useWords();
  const fault = useFault();
  const { learnerId = '', otherId = '' } = useParams();
  const comparison = useCall('roster.comparePeople', { learnerId, otherId });
  if (comparison.isError)
    return (
      <Empty
        title={t('roster:merge.gone')}
        text={fault(comparison.error)}
        action={{ label: t('roster:merge.duplicates'), href: '/duplicates' }}
      />
    );
  if (!comparison.data) return <Waiting />;
  return <Choice key={`${learnerId} ${otherId}`} comparison={comparison.data} />;
}

/** What one says about herself, in words; null for nothing. */
function useFactText(): (learner: Learner, fact: LearnerFact) => string | null {
  const say = useSay();
  return (learner, fact) => {
    switch (fact) {
      case 'name':
        return learner.name.written;
      case 'birth':
        return learner.birth?.date
          ? fullDate(learner.birth.date)
          : learner.birth?.ageBand
            ? say('roster:age_band', learner.birth.ageBand)
            : null;
      case 'sex':
        return learner.sex && say('roster:sex', learner.sex);
      case 'displacement':
        return learner.displacement && say('roster:displacement', learner.displacement);
      case 'languages':
        return withComma(...learner.languages.map(languageName)) || null;
      case 'certificate':
        return (
          learner.certificate &&
          [learner.certificate.name, learner.certificate.latin].filter(Boolean).join(' · ')
        );
      default:
        return learner[fact];
    }
  };
}

const labels = {
  name: 'roster:learner.name',
  birth: 'roster:learner.birth',
  sex: 'roster:learner.sex',
  phone: 'roster:learner.phone',
  email: 'roster:learner.email',
  displacement: 'roster:learner.displacement',
  languages: 'roster:learner.languages',
  needs: 'roster:learner.needs',
  note: 'roster:learner.note',
  certificate: 'roster:learner.certificate',
} as const;

function Choice({ comparison }: { comparison: Comparison }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [, navigate] = useLocation();
  const textOf = useFactText();
  /** Which of the two stands for the person: the page that stays. */
  const [survivor, setSurvivor] = useState<0 | 1>(0);
  const kept = comparison.people[survivor];
  const other = comparison.people[survivor === 0 ? 1 : 0];
  const [chosen, setChosen] = useState<Partial<Record<LearnerFact, string>>>({});
  const fromOf = (fact: LearnerFact): string =>
    chosen[fact] ?? (textOf(kept, fact) === null && textOf(other, fact) !== null ? other.id : kept.id);
  const facts = learnerFacts.filter((fact) => textOf(kept, fact) !== null || textOf(other, fact) !== null);
  const merge = useWrite('roster.mergePeople', {
    onSuccess: () => {
      done(t('roster:merge.done', { name: kept.name.short }));
      navigate(`/learners/${kept.id}`);
    },
  });
  const marks = (learner: Learner): number => learner.counts.reduce((sum, one) => sum + one.count, 0);
  const cohorts = (learner: Learner): string =>
    withComma(...learner.enrollments.map((one) => one.cohortName)) || t('roster:learners.without');
  return (
    <div className={`${room.screen} ${room.scroll}`}>
      <Where>
        <Link href="/learners">{t('places.learners')}</Link> ›{' '}
        <Link href="/duplicates">{t('roster:merge.duplicates')}</Link> › <bdi>{kept.name.short}</bdi>
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('roster:merge.title')}</h1>
          <p>{t('roster:merge.choose')}</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconArrowsLeftRight size={16} aria-hidden />}
          onClick={() => setSurvivor(survivor === 0 ? 1 : 0)}
        >
          {t('roster:merge.swap')}
        </Button>
      </header>
      <div className={room.card}>
        <table className={`${room.table} ${styles.facts}`}>
          <thead>
            <tr>
              <th>
                <VisuallyHidden>{t('roster:merge.fact')}</VisuallyHidden>
              </th>
              <th>{t('roster:merge.stays')}</th>
              <th>{t('roster:merge.joins')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => {
              const [one, two] = [textOf(kept, fact), textOf(other, fact)];
              if (one === two)
                return (
                  <tr key={fact}>
                    <th scope="row">{t(labels[fact])}</th>
                    <td colSpan={2} dir="auto">
                      {one}
                    </td>
                  </tr>
                );
              return (
                <tr key={fact}>
                  <th scope="row">{t(labels[fact])}</th>
                  {[kept, other].map((person) => {
                    const text = textOf(person, fact);
                    return (
                      <td key={person.id}>
                        <Radio
                          name={fact}
                          label={<bdi>{text ?? t('roster:sheet.nothing')}</bdi>}
                          aria-label={`${t(labels[fact])}: ${text ?? t('roster:sheet.nothing')}`}
                          checked={fromOf(fact) === person.id}
                          onChange={() => setChosen({ ...chosen, [fact]: person.id })}
                        />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            <tr>
              <th scope="row">{t('roster:learner.enrollments')}</th>
              <td dir="auto">{cohorts(kept)}</td>
              <td dir="auto">{cohorts(other)}</td>
            </tr>
            <tr>
              <th scope="row">{t('roster:learner.counts')}</th>
              <td>{numberText(marks(kept))}</td>
              <td>{numberText(marks(other))}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <section className={`${room.card} ${styles.means}`} aria-label={t('roster:merge.means')}>
        <h2>{t('roster:merge.means')}</h2>
        <ul>
          <li>{t('roster:merge.means_all', { name: kept.name.short })}</li>
          {comparison.bothIn.length > 0 && (
            <li>{t('roster:merge.means_cohorts', { cohorts: withComma(...comparison.bothIn) })}</li>
          )}
          {comparison.bothMarked > 0 && (
            <li>
              {t('roster:merge.means_marked', { count: comparison.bothMarked })}{' '}
              {comparison.differing > 0 && (
                <strong>{t('roster:merge.differing', { count: comparison.differing })}</strong>
              )}
            </li>
          )}
          <li>{t('roster:merge.means_undo')}</li>
        </ul>
      </section>
      {merge.isError && (
        <p role="alert" className={room.fault}>
          {fault(merge.error)}
        </p>
      )}
      <div className={styles.foot}>
        <Button component={Link} href="/duplicates" variant="default">
          {t('cancel')}
        </Button>
        <Button
          loading={merge.isPending}
          onClick={() =>
            merge.mutate({
              learnerId: kept.id,
              otherId: other.id,
              take: facts.filter((fact) => fromOf(fact) === other.id),
            })
          }
        >
          {t('roster:merge.go')}
        </Button>
      </div>
    </div>
  );
}
