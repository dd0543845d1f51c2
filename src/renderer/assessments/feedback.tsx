import { Button, Checkbox, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { DeskLearner } from '../../shared/contract/assessments-desk.ts';
import type { Language } from '../../shared/contract/values.ts';
import { ToldPictures } from '../annotation/viewer/told-pictures.tsx';
import { useCall } from '../app/client.ts';
import { usePrintWords } from '../app/print-words.ts';
import { useFault } from '../app/use-fault.ts';
import { useStable } from '../app/use-stable.ts';
import { languages, useWords } from '../app/words.ts';
import room from '../roster/room.module.css';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { isScoredWork } from './desk/parts.ts';
import styles from './feedback.module.css';
import { FeedbackSheet } from './feedback-sheet.tsx';
import { said } from './wording.ts';

const own = 'own';
const settled = new Set(['graded', 'overridden']);

/** What learners are told about their work, a sheet each, to print or to save: for one, or for all who are graded. */
export function Feedback() {
  const { assessmentId = '', learnerId } = useParams();
  const t = useWords();
  const fault = useFault();
  const desk = useCall('assessments.desk', { assessmentId });
  const [language, setLanguage] = useState<Language | null>(null);
  const [onlyGraded, setOnlyGraded] = useState(true);
  /** Learners whose pictures are still being drawn: a sheet is printed with them. */
  const [drawing, setDrawing] = useState<ReadonlySet<string>>(new Set());
  const draw = useStable((one: string, isDrawn: boolean) =>
    setDrawing((now) => (isDrawn ? new Set([...now].filter((id) => id !== one)) : new Set(now).add(one))),
  );
  if (desk.isError)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(desk.error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!desk.data) return <Waiting />;
  const { learners, assessment } = desk.data;
  const wanted =
    learnerId === undefined
      ? learners.filter((one) => !one.readOnly && (!onlyGraded || settled.has(one.grade.state)))
      : learners.filter((one) => one.learnerId === learnerId);
  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={`/grading/${assessmentId}`}>
          <bdi>{said(assessment.title)}</bdi>
        </Link>{' '}
        › {t('assessments:feedback.title')}
      </Where>
      <header className={`${room.head} ${room.offPaper}`}>
        <div className={room.title}>
          <h1>{t('assessments:feedback.title')}</h1>
          <p>{t('assessments:feedback.text')}</p>
        </div>
        {learnerId === undefined && (
          <Checkbox
            label={t('assessments:feedback.only_graded')}
            checked={onlyGraded}
            onChange={(event) => setOnlyGraded(event.currentTarget.checked)}
          />
        )}
        <Select
          w={190}
          aria-label={t('language')}
          allowDeselect={false}
          data={[
            { value: own, label: t('assessments:feedback.own_language') },
            ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
          ]}
          value={language ?? own}
          onChange={(value) => setLanguage(value === own ? null : (value as Language | null))}
        />
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          disabled={wanted.length === 0}
          loading={wanted.some((one) => drawing.has(one.learnerId))}
          onClick={() => window.print()}
          data-print-feedback
        >
          {t('assessments:feedback.print', { count: wanted.length })}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too. */}
      <section className={styles.desk} tabIndex={0} aria-label={t('assessments:feedback.title')}>
        {wanted.length === 0 && (
          <Empty title={t('assessments:feedback.nobody')} text={t('assessments:feedback.nobody_text')} />
        )}
        {wanted.map((one) => (
          <SheetOf
            key={one.learnerId}
            assessmentId={assessmentId}
            learner={one}
            language={language}
            onDraw={draw}
          />
        ))}
      </section>
    </div>
  );
}

interface SheetProps {
  assessmentId: string;
  learner: DeskLearner;
  /** Null is her own. */
  language: Language | null;
  /** Whether its pictures are drawn, or are still on their way. */
  onDraw: (learnerId: string, isDrawn: boolean) => void;
}

/** One learner's sheet, as it is printed and as it goes onto a stick. */
export function SheetOf({ assessmentId, learner, language, onDraw }: SheetProps) {
  const { learnerId } = learner;
  const fault = useFault();
  const feedback = useCall('assessments.feedback', { assessmentId, learnerId });
  const words = usePrintWords(language ?? feedback.data?.language ?? 'en');
  const attempt = learner.attempts.find(({ id }) => id === feedback.data?.attempt.id);
  const attemptId = attempt && isScoredWork(attempt) ? attempt.id : undefined;
  if (feedback.isError) return <p role="alert">{fault(feedback.error)}</p>;
  if (!feedback.data || !words) return <Waiting />;
  return (
    <FeedbackSheet
      words={words}
      feedback={feedback.data}
      pictures={
        attemptId !== undefined && (
          <ToldPictures
            of={{ assessmentId, attemptId }}
            words={words}
            onDrawn={(isDrawn) => onDraw(learnerId, isDrawn)}
          />
        )
      }
    />
  );
}
