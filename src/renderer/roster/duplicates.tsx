import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { withComma } from '../ui/with-comma.ts';
import styles from './merge.module.css';
import room from './room.module.css';

/** People who may be here twice, the likeliest first; a person says whether they are one. */
export function Duplicates() {
  const t = useWords();
  const done = useDone();
  const { data } = useCall('roster.duplicates', {});
  const apart = useWrite('roster.tellApart', { onSuccess: () => done(t('roster:merge.apart_done')) });
  if (!data) return <Waiting />;
  return (
    <div className={room.screen}>
      <Where>
        <Link href="/learners">{t('places.learners')}</Link> › {t('roster:merge.duplicates')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('roster:merge.duplicates')}</h1>
          {data.pairs.length > 0 && <p>{t('roster:merge.text')}</p>}
        </div>
      </header>
      {data.pairs.length === 0 ? (
        <Empty
          title={t('roster:merge.none')}
          text={t('roster:merge.none_text')}
          action={{ label: t('places.learners'), href: '/learners' }}
        />
      ) : (
        <>
          <ul className={`${room.card} ${room.scroll} ${styles.pairs}`}>
            {data.pairs.map(({ people: [one, other], same }) => (
              <li key={`${one.id} ${other.id}`} className={styles.pair}>
                {[one, other].map((person) => (
                  <span key={person.id} className={styles.person}>
                    <Link href={`/learners/${person.id}`} className={room.name} dir="auto">
                      {person.name}
                    </Link>
                    <span className={room.quiet}>
                      {withComma(...person.cohorts) || t('roster:learners.without')}
                    </span>
                  </span>
                ))}
                <span className={styles.same}>
                  {same.map((sign) => (
                    <span key={sign} className={styles.sign}>
                      {t(`roster:merge.same.${sign}`)}
                    </span>
                  ))}
                </span>
                <Button
                  variant="subtle"
                  disabled={apart.isPending}
                  onClick={() => apart.mutate({ learnerId: one.id, otherId: other.id })}
                >
                  {t('roster:merge.apart')}
                </Button>
                <Button component={Link} href={`/learners/${one.id}/merge/${other.id}`} variant="light">
                  {t('roster:merge.compare')}
                </Button>
              </li>
            ))}
          </ul>
          {data.more > 0 && <p className={room.quiet}>{t('roster:merge.more', { count: data.more })}</p>}
        </>
      )}
    </div>
  );
}
