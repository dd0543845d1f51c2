import { Group, NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { type HandInSource, handInSources } from '../../../shared/rules/assessments.ts';
import type { Entered } from '../../../shared/rules/scales.ts';
import { useWrite } from '../../app/client.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import { DateField } from '../../roster/date-field.tsx';
import { Form } from '../../roster/form.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { GradeHistory } from '../history.tsx';
import { AnswerReview, AskReview } from '../review-forms.tsx';
import { gradePercent, levelText } from '../shown.ts';
import type { Attempt } from './parts.ts';
import type { DeskData } from './use-desk.ts';

/** What is decided about a learner beside her rubric. */
export type Decision =
  | { kind: 'override' | 'excuse' | 'ask_again' | 'review' | 'history' | 'hand_in'; learnerId: string }
  | { kind: 'edit_hand_in'; learnerId: string; attempt: Attempt };

interface Props {
  data: DeskData;
  decision: Decision;
  onClose: () => void;
}

export function Decisions({ data, decision, onClose }: Props) {
  const learner = data.learners.find((one) => one.learnerId === decision.learnerId);
  if (!learner) return null;
  const props = { data, learner, onClose };
  switch (decision.kind) {
    case 'override':
      return <Override {...props} />;
    case 'excuse':
      return <Excuse {...props} />;
    case 'ask_again':
      return <AskAgain {...props} />;
    case 'history':
      return (
        <GradeHistory
          assessmentId={data.assessment.id}
          learnerId={learner.learnerId}
          name={learner.name}
          scale={data.assessment.scale}
          rubrics={data.rubrics}
          onClose={onClose}
        />
      );
    case 'review':
      return learner.review ? (
        <AnswerReview review={learner.review} name={learner.name} today={data.today} onClose={onClose} />
      ) : (
        <AskReview
          of={{ assessmentId: data.assessment.id, learnerId: learner.learnerId }}
          name={learner.name}
          today={data.today}
          onClose={onClose}
        />
      );
    case 'hand_in':
      return <HandIn {...props} attempt={null} />;
    case 'edit_hand_in':
      return <HandIn {...props} attempt={decision.attempt} />;
  }
}

interface OwnProps {
  data: DeskData;
  learner: DeskLearner;
  onClose: () => void;
}

function Override({ data, learner, onClose }: OwnProps) {
  const t = useWords();
  const done = useDone();
  const [score, setScore] = useState<Entered | null>(learner.override?.score ?? null);
  const [why, setWhy] = useState(learner.override?.why ?? '');
  const of = { assessmentId: data.assessment.id, learnerId: learner.learnerId };
  const write = useWrite('assessments.override', {
    onSuccess: () => {
      done(t(score ? 'assessments:override.done' : 'assessments:override.taken_back'));
      onClose();
    },
  });
  const { computed } = learner.grade;
  return (
    <Form
      title={t('assessments:override.title', { name: learner.name })}
      text={
        computed === null
          ? t('assessments:override.text_none')
          : t('assessments:override.text', { computed: gradePercent(computed) })
      }
      submit={t(score ? 'assessments:override.go' : 'assessments:override.take_back')}
      busy={write.isPending}
      error={write.error}
      disabled={score === null ? learner.override === null : why.trim() === ''}
      onClose={onClose}
      onSubmit={() => write.mutate({ ...of, override: score && { score, why: why.trim() } })}
    >
      <ScoreField scale={data.assessment.scale} value={score} onChange={setScore} />
      <Textarea
        label={t('assessments:override.why')}
        description={t('assessments:override.why_text')}
        autosize
        minRows={2}
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </Form>
  );
}

/** A grade as somebody gives it by hand, on whichever scale. */
function ScoreField({
  scale,
  value,
  onChange,
}: {
  scale: DeskData['assessment']['scale'];
  value: Entered | null;
  onChange: (value: Entered | null) => void;
}) {
  const t = useWords();
  const label = t('assessments:override.grade');
  if (scale.kind === 'points' || scale.kind === 'percent') {
    const most = scale.kind === 'points' ? scale.outOf : 100;
    return (
      <NumberInput
        data-autofocus
        label={label}
        description={t('assessments:desk.of_points', { most })}
        min={0}
        max={most}
        decimalScale={1}
        clampBehavior="strict"
        value={value && 'points' in value ? value.points : ''}
        onChange={(points) => onChange(typeof points === 'number' ? { points } : null)}
      />
    );
  }
  if (scale.kind === 'pass')
    return (
      <Radio.Group
        label={label}
        value={value && 'passed' in value ? String(value.passed) : ''}
        onChange={(passed) => onChange({ passed: passed === 'true' })}
      >
        <Group mt={4}>
          <Radio value="true" label={t('assessments:scale.passed')} data-autofocus />
          <Radio value="false" label={t('assessments:scale.not_yet')} />
        </Group>
      </Radio.Group>
    );
  return (
    <Select
      data-autofocus
      label={label}
      clearable
      data={scale.levels.map((level) => ({ value: level.id, label: levelText(level) }))}
      value={value && 'level' in value ? value.level : null}
      onChange={(level) => onChange(level === null ? null : { level })}
    />
  );
}

function Excuse({ data, learner, onClose }: OwnProps) {
  const t = useWords();
  const done = useDone();
  const [why, setWhy] = useState('');
  const write = useWrite('assessments.excuse', {
    onSuccess: () => {
      done(t(learner.excused ? 'assessments:excuse.taken_back' : 'assessments:excuse.done'));
      onClose();
    },
  });
  const of = { assessmentId: data.assessment.id, learnerId: learner.learnerId };
  if (learner.excused)
    return (
      <Form
        title={t('assessments:excuse.take_back')}
        text={t('assessments:excuse.take_back_text', { why: learner.excused.why })}
        submit={t('assessments:excuse.take_back')}
        busy={write.isPending}
        error={write.error}
        onClose={onClose}
        onSubmit={() => write.mutate({ ...of, why: null })}
      >
        {null}
      </Form>
    );
  return (
    <Form
      title={t('assessments:excuse.title', { name: learner.name })}
      text={t('assessments:excuse.text')}
      submit={t('assessments:excuse.go')}
      busy={write.isPending}
      error={write.error}
      disabled={why.trim() === ''}
      onClose={onClose}
      onSubmit={() => write.mutate({ ...of, why: why.trim() })}
    >
      <Textarea
        data-autofocus
        label={t('assessments:excuse.why')}
        autosize
        minRows={2}
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </Form>
  );
}

function AskAgain({ data, learner, onClose }: OwnProps) {
  const t = useWords();
  const done = useDone();
  const { askedAgain } = learner;
  const [until, setUntil] = useState<string | null>(askedAgain?.until ?? null);
  const [note, setNote] = useState(askedAgain?.note ?? '');
  const write = useWrite('assessments.askAgain', {
    onSuccess: () => {
      done(t('assessments:ask_again.done'));
      onClose();
    },
  });
  const of = { assessmentId: data.assessment.id, learnerId: learner.learnerId };
  return (
    <Form
      title={t('assessments:ask_again.title', { name: learner.name })}
      text={t('assessments:ask_again.text')}
      submit={t('assessments:ask_again.go')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={() => write.mutate({ ...of, ask: { until, note: note.trim() } })}
    >
      <DateField data-autofocus label={t('assessments:ask_again.until')} value={until} onChange={setUntil} />
      <Textarea
        label={t('assessments:ask_again.note')}
        description={t('assessments:ask_again.note_text')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  );
}

/** Work that came in, noted by hand: on paper, online, shown in person. */
function HandIn({ data, learner, attempt, onClose }: OwnProps & { attempt: Attempt | null }) {
  const t = useWords();
  const done = useDone();
  const handedIn = attempt?.handedIn ?? null;
  const [on, setOn] = useState<string | null>(handedIn?.on ?? data.today);
  const [at, setAt] = useState(handedIn?.at ?? '');
  const [source, setSource] = useState<HandInSource>(handedIn?.source ?? 'in_person');
  const [note, setNote] = useState(handedIn?.note ?? '');
  const finish = (): void => {
    done(t(attempt ? 'assessments:hand_in.edited' : 'assessments:hand_in.done'));
    onClose();
  };
  const add = useWrite('assessments.handIn', { onSuccess: finish });
  const edit = useWrite('assessments.editHandIn', { onSuccess: finish });
  const of = { assessmentId: data.assessment.id, learnerId: learner.learnerId };
  return (
    <Form
      title={t(attempt ? 'assessments:hand_in.edit' : 'assessments:hand_in.title', { name: learner.name })}
      submit={t(attempt ? 'save' : 'assessments:hand_in.go')}
      busy={add.isPending || edit.isPending}
      error={add.error ?? edit.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => {
        if (on === null) return;
        const about = { ...of, on, at: at || null, source, note: note.trim() || null };
        if (attempt) edit.mutate({ ...about, attemptId: attempt.id });
        else add.mutate(about);
      }}
    >
      <Group grow align="flex-start">
        <DateField data-autofocus label={t('assessments:hand_in.on')} value={on} onChange={setOn} />
        <TimeField label={t('assessments:hand_in.at')} value={at} onChange={setAt} />
      </Group>
      <Stack gap="sm">
        <Select
          label={t('assessments:hand_in.source')}
          allowDeselect={false}
          data={handInSources.map((value) => ({ value, label: t(`assessments:source.${value}`) }))}
          value={source}
          onChange={(value) => value && setSource(value as HandInSource)}
        />
        <TextInput
          label={t('assessments:hand_in.about')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </Form>
  );
}
