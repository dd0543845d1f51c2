import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ReviewOutcome, reviewOutcomes } from '../../shared/rules/assessments.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { fullDate } from '../roster/dates.ts';
import { Form } from '../roster/form.tsx';

interface AskProps {
  of: { assessmentId: string; learnerId: string };
  name: string;
  today: string;
  onClose: () => void;
}

/** A learner asks to look at her grade again: what she said, and when. */
export function AskReview({ of, name, today, onClose }: AskProps) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const [words, setWords] = useState('');
  const write = useWrite('assessments.askReview', {
    onSuccess: () => {
      done(t('assessments:review.noted'));
      onClose();
    },
  });
  return (
    <Form
      title={t('assessments:review.ask_title', { name })}
      text={t('assessments:review.ask_text')}
      submit={t('assessments:review.note')}
      busy={write.isPending}
      error={write.error}
      disabled={words.trim() === '' || on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ ...of, on, words: words.trim() })}
    >
      <Textarea
        data-autofocus
        label={t('assessments:review.words')}
        autosize
        minRows={3}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <DateField label={t('assessments:review.on')} value={on} onChange={setOn} />
    </Form>
  );
}

interface AnswerProps {
  review: { id: string; on: string; words: string };
  name: string;
  today: string;
  onClose: () => void;
}

/** What came of it. The grade itself is changed on the desk, so that its history says how. */
export function AnswerReview({ review, name, today, onClose }: AnswerProps) {
  const t = useWords();
  const done = useDone();
  const [outcome, setOutcome] = useState<ReviewOutcome | null>(null);
  const [text, setText] = useState('');
  const [on, setOn] = useState<string | null>(today);
  const write = useWrite('assessments.answerReview', {
    onSuccess: () => {
      done(t('assessments:review.answered'));
      onClose();
    },
  });
  return (
    <Form
      title={t('assessments:review.answer_title', { name })}
      text={
        <>
          {fullDate(review.on)}: <q dir="auto">{review.words}</q>
        </>
      }
      submit={t('assessments:review.answer')}
      busy={write.isPending}
      error={write.error}
      disabled={outcome === null || on === null}
      onClose={onClose}
      onSubmit={() =>
        outcome !== null &&
        on !== null &&
        write.mutate({ id: review.id, answer: { outcome, text: text.trim(), on } })
      }
    >
      <Select
        data-autofocus
        label={t('assessments:review.outcome')}
        data={reviewOutcomes.map((value) => ({ value, label: t(`assessments:outcome.${value}`) }))}
        value={outcome}
        onChange={(value) => setOutcome(value as ReviewOutcome | null)}
      />
      <Textarea
        label={t('assessments:review.answer_words')}
        autosize
        minRows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DateField label={t('assessments:review.answered_on')} value={on} onChange={setOn} />
    </Form>
  );
}
