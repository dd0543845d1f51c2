import { SegmentedControl, Select } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { said } from '../wording.ts';
import { Collect } from './collect.tsx';
import { Receipt } from './receipt.tsx';
import { Return } from './return.tsx';
import styles from './stick.module.css';
import { useDrives } from './use-drives.ts';

const ways = ['collect', 'return'] as const;
type Way = (typeof ways)[number];

/** Who stands there with a stick: her work is taken from it, or her feedback is written to it. */
export function Stick() {
  const { assessmentId = '' } = useParams();
  const asked = new URLSearchParams(useSearch());
  const t = useWords();
  const fault = useFault();
  const desk = useCall('assessments.desk', { assessmentId });
  const { drives, error } = useDrives();
  const [way, setWay] = useState<Way>(asked.get('way') === 'return' ? 'return' : 'collect');
  const [learnerId, setLearner] = useState<string | null>(asked.get('learner'));
  const [chosen, setDrive] = useState<string | null>(null);
  const who = useFirstFocus<HTMLInputElement>();
  if (desk.isError)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(desk.error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!desk.data) return <Waiting />;
  const { assessment, learners, today } = desk.data;
  const title = said(assessment.title);
  const drive = drives?.find(({ path }) => path === chosen) ?? drives?.[0] ?? null;
  const people = learners.filter((one) => way === 'return' || !one.readOnly);
  const learner = people.find((one) => one.learnerId === learnerId) ?? null;
  const next = (): void => {
    setLearner(null);
    who.current?.focus();
  };
  return (
    <section className={styles.screen} aria-label={t('submissions:stick.title')}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={`/grading/${assessmentId}/submissions`}>
          <bdi>{title}</bdi>
        </Link>{' '}
        › {t('submissions:stick.title')}
      </Where>
      <header className={`${room.head} ${room.offPaper}`}>
        <div className={room.title}>
          <h1>
            {t('submissions:stick.title')}: <bdi>{title}</bdi>
          </h1>
          <p>{t(`submissions:stick.${way}_text`)}</p>
        </div>
        <SegmentedControl
          aria-label={t('submissions:stick.way')}
          data={ways.map((value) => ({ value, label: t(`submissions:stick.${value}`) }))}
          value={way}
          onChange={(value) => setWay(value as Way)}
        />
      </header>
      <div className={styles.sides}>
        <aside className={`${styles.side} ${room.offPaper}`}>
          <section className={`${room.card} ${styles.panel}`} aria-label={t('submissions:stick.stick')}>
            <p className={styles.drive} role="status" data-drive={drive?.path}>
              <IconUsb size={20} stroke={1.6} aria-hidden />
              {error !== null
                ? fault(error)
                : drive
                  ? t('submissions:stick.here', { name: drive.name })
                  : t('submissions:stick.plug_in')}
            </p>
            {drives && drives.length > 1 && (
              <Select
                aria-label={t('submissions:stick.which')}
                allowDeselect={false}
                data={drives.map(({ path, name }) => ({ value: path, label: name }))}
                value={drive?.path ?? null}
                onChange={setDrive}
              />
            )}
            <Select
              ref={who}
              label={t('submissions:stick.who')}
              placeholder={t('submissions:whose.type')}
              searchable
              openOnFocus={false}
              selectFirstOptionOnChange
              nothingFoundMessage={t('submissions:stick.nobody')}
              data={people.map((one) => ({ value: one.learnerId, label: one.name }))}
              value={learner?.learnerId ?? null}
              onChange={setLearner}
              data-stick-learner
            />
          </section>
          {way === 'collect' && learner && drive && (
            <Collect
              key={`${drive.path} ${learner.learnerId}`}
              assessmentId={assessmentId}
              learner={learner}
              drive={drive.path}
              today={today}
              onNext={next}
            />
          )}
        </aside>
        <div className={styles.main}>
          {way === 'collect' ? (
            <LastReceipt assessmentId={assessmentId} learner={learner} />
          ) : learner ? (
            <Return
              key={learner.learnerId}
              assessmentId={assessmentId}
              learner={learner}
              drive={drive?.path ?? null}
              onNext={next}
            />
          ) : (
            <Empty title={t('submissions:stick.return')} text={t('submissions:return.hint')} />
          )}
        </div>
      </div>
    </section>
  );
}

/** The receipt of what the learner handed in last. */
function LastReceipt({ assessmentId, learner }: { assessmentId: string; learner: DeskLearner | null }) {
  const t = useWords();
  const attempt = learner?.attempts.findLast(({ handedIn }) => handedIn !== null);
  if (!learner || !attempt)
    return <Empty title={t('submissions:receipt.title')} text={t('submissions:receipt.hint')} />;
  return (
    <Receipt key={attempt.id} of={{ assessmentId, learnerId: learner.learnerId, attemptId: attempt.id }} />
  );
}
