import { Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { type ReasonCode, reasonCodes } from '../../shared/rules/statuses.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import { Form } from './form.tsx';

export type Excuse = Output<'attendance.excuses'>['excuses'][number];
type Days = Omit<Excuse, 'id'>;

interface Draft {
  from: string | null;
  /** Null is the first day: most excuses are of one day. */
  to: string | null;
  reason: ReasonCode | null;
  note: string;
}

/** What a draft says once its dates are in order, else null. */
function daysOf({ from, to, reason, note }: Draft): Days | null {
  const last = to ?? from;
  return from === null || last === null || from > last
    ? null
    : { from, to: last, reason, note: note.trim() || null };
}

interface AddProps {
  /** Who can be excused; one person is not asked for. */
  people: readonly { id: string; name: string }[];
  /** Who is chosen at first, everybody unless said. */
  chosen?: readonly string[];
  from: string;
  /** Says for whom it is, where the screen behind is not hers. */
  named?: boolean;
  onClose: () => void;
}

/** Excuses one learner, or several at once, for a range of days. */
export function AddExcuse({ people, chosen, from, named = false, onClose }: AddProps) {
  const t = useWords();
  const done = useDone();
  const [learnerIds, setLearnerIds] = useState<string[]>([...(chosen ?? people.map((one) => one.id))]);
  const [draft, setDraft] = useState<Draft>({ from, to: null, reason: null, note: '' });
  const days = daysOf(draft);
  const add = useWrite('attendance.addExcuse', {
    onSuccess: ({ ids }) => {
      done(t('roster:excuse.done', { count: ids.length }));
      onClose();
    },
  });
  return (
    <Form
      title={
        named ? t('roster:excuse.ahead_of', { name: people[0]?.name ?? '' }) : t('roster:learner.excuse_add')
      }
      text={t('roster:learner.excuse_text')}
      submit={t('roster:learner.excuse_add')}
      busy={add.isPending}
      error={add.error}
      disabled={days === null || learnerIds.length === 0}
      onClose={onClose}
      onSubmit={() => days && add.mutate({ learnerIds, ...days })}
    >
      {people.length > 1 && (
        <MultiSelect
          data-autofocus
          searchable
          clearable
          hidePickedOptions
          label={t('roster:excuse.who')}
          placeholder={learnerIds.length === 0 ? t('roster:excuse.choose') : ''}
          nothingFoundMessage={t('roster:enroll.none')}
          data={people.map((one) => ({ value: one.id, label: one.name }))}
          value={learnerIds}
          onChange={setLearnerIds}
        />
      )}
      <DaysFields draft={draft} first={people.length === 1} onDraft={setDraft} />
    </Form>
  );
}

interface EditProps {
  excuse: Excuse;
  /** Whose it is, where the screen behind is not hers. */
  name?: string;
  onClose: () => void;
}

/** Puts an excuse right. */
export function EditExcuse({ excuse, name, onClose }: EditProps) {
  const t = useWords();
  const done = useDone();
  const [draft, setDraft] = useState<Draft>({ ...excuse, note: excuse.note ?? '' });
  const days = daysOf(draft);
  const edit = useWrite('attendance.editExcuse', {
    onSuccess: () => {
      done(t('roster:excuse.edited'));
      onClose();
    },
  });
  return (
    <Form
      title={name === undefined ? t('roster:excuse.edit') : t('roster:excuse.ahead_of', { name })}
      text={t('roster:excuse.marks_stay')}
      submit={t('save')}
      busy={edit.isPending}
      error={edit.error}
      disabled={days === null}
      onClose={onClose}
      onSubmit={() => days && edit.mutate({ id: excuse.id, ...days })}
    >
      <DaysFields draft={draft} first onDraft={setDraft} />
    </Form>
  );
}

function DaysFields({
  draft,
  first,
  onDraft,
}: {
  draft: Draft;
  first: boolean;
  onDraft: (draft: Draft) => void;
}) {
  const t = useWords();
  const last = draft.to ?? draft.from;
  const reversed = draft.from !== null && last !== null && draft.from > last;
  return (
    <>
      <Group grow align="flex-start">
        <DateField
          {...(first ? { 'data-autofocus': true } : {})}
          label={t('roster:learner.excuse_from')}
          value={draft.from}
          onChange={(from) => onDraft({ ...draft, from })}
        />
        <DateField
          label={t('roster:learner.excuse_to')}
          value={last}
          onChange={(to) => onDraft({ ...draft, to })}
          error={reversed && t('roster:errors.dates_reversed')}
        />
      </Group>
      <Select
        label={t('roster:learner.excuse_reason')}
        placeholder={t('roster:change.reason_none')}
        clearable
        data={reasonCodes.map((code) => ({ value: code, label: t(`attendance:reasons.${code}`) }))}
        value={draft.reason}
        onChange={(value) => onDraft({ ...draft, reason: value as ReasonCode | null })}
      />
      <TextInput
        label={t('roster:learner.excuse_note')}
        description={t('optional')}
        maxLength={500}
        dir="auto"
        value={draft.note}
        onChange={(event) => onDraft({ ...draft, note: event.currentTarget.value })}
      />
    </>
  );
}
