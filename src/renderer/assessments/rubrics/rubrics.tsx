import { Button } from '@mantine/core';
import { IconChevronRight, IconPlus, IconRulerMeasure } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useCall, useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { withComma } from '../../ui/with-comma.ts';
import { said } from '../wording.ts';
import styles from './rubrics.module.css';

/** The rubrics of the center, and those of the program templates that wait to be taken. */
export function Rubrics() {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [, navigate] = useLocation();
  const mayPlan = useMay('assessment.plan');
  const list = useCall('assessments.rubrics', {});
  const take = useWrite('assessments.takeRubric', {
    onSuccess: ({ rubricId }) => {
      done(t('assessments:rubrics.taken'));
      navigate(`/grading/rubrics/${rubricId}`);
    },
  });
  if (list.isError) return <Empty title={t('errors.unavailable')} text={fault(list.error)} />;
  if (!list.data) return <Waiting />;
  const { rubrics, templates } = list.data;
  const add = mayPlan && (
    <Button component={Link} href="/grading/rubrics/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('assessments:rubrics.add')}
    </Button>
  );
  return (
    <div className={room.screen}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> › {t('assessments:rubrics.title')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('assessments:rubrics.title')}</h1>
          <p>{t('assessments:rubrics.text')}</p>
        </div>
        {rubrics.length > 0 && add}
      </header>
      <div className={styles.lists}>
        {rubrics.length === 0 ? (
          <Empty
            icon={<IconRulerMeasure size={34} stroke={1.4} aria-hidden />}
            title={t('assessments:rubrics.empty')}
            text={t('assessments:rubrics.empty_text')}
          >
            {add}
          </Empty>
        ) : (
          <ul className={`${room.card} ${styles.list}`}>
            {rubrics.map((rubric) => (
              <li key={rubric.id}>
                <Link href={`/grading/rubrics/${rubric.id}`} className={styles.line}>
                  <b dir="auto">{said(rubric.title)}</b>
                  <span className={room.muted}>
                    {withComma(
                      t(`assessments:rubric.kind.${rubric.kind}`),
                      t('assessments:rubric.criteria_count', { count: rubric.criteria }),
                      rubric.versions > 1 &&
                        t('assessments:rubric.versions_count', { count: rubric.versions }),
                    )}
                  </span>
                  <span className={room.muted}>{t('assessments:rubric.uses', { count: rubric.uses })}</span>
                  <IconChevronRight size={16} className={room.flip} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
        )}
        {templates.length > 0 && (
          <section aria-label={t('assessments:rubrics.templates')}>
            <h2 className={room.label}>{t('assessments:rubrics.templates')}</h2>
            <ul className={`${room.card} ${styles.list}`}>
              {templates.map((one) => (
                <li key={one.template} className={styles.line}>
                  <b dir="auto">{said(one.title)}</b>
                  <span className={room.muted}>
                    {t('assessments:rubric.criteria_count', { count: one.criteria })}
                  </span>
                  {mayPlan && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={take.isPending && take.variables.template === one.template}
                      aria-label={t('assessments:rubrics.take_named', { title: said(one.title) })}
                      onClick={() => take.mutate({ template: one.template })}
                    >
                      {t('assessments:rubrics.take')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {take.isError && <p role="alert">{fault(take.error)}</p>}
      </div>
    </div>
  );
}
