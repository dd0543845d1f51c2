import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import { useWords } from '../app/words.ts';
import { Fact, TextFact } from './fact.tsx';
import { useSaveCell } from './use-save-cell.ts';

/** What a program asks beyond the common facts. */
export function LearnerFields({ learner }: { learner: Learner }) {
  const t = useWords();
  const [adding, setAdding] = useState(false);
  return (
    <>
      {learner.fields.map((one) => (
        <Field key={one.field} learnerId={learner.id} {...one} />
      ))}
      {adding ? (
        <NewField learnerId={learner.id} onClose={() => setAdding(false)} />
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('roster:learner.field_add')}
        </Button>
      )}
    </>
  );
}

function Field({ learnerId, field, value }: { learnerId: string; field: string; value: string | null }) {
  const { saved, save } = useSaveCell();
  return (
    <Fact label={field} saved={saved}>
      {(id) => (
        <TextFact
          id={id}
          most={2000}
          value={value ?? ''}
          onSave={(text) => save('roster.setField', { learnerId, field, value: text || null })}
        />
      )}
    </Fact>
  );
}

function NewField({ learnerId, onClose }: { learnerId: string; onClose: () => void }) {
  const t = useWords();
  const { saved, save } = useSaveCell();
  const [field, setField] = useState('');
  const [value, setValue] = useState('');
  const ready = field.trim() !== '' && value.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        save('roster.setField', { learnerId, field: field.trim(), value: value.trim() });
        onClose();
      }}
    >
      <Group gap={8} wrap="nowrap" align="flex-end">
        <TextInput
          data-autofocus
          autoFocus
          label={t('roster:learner.field_name')}
          maxLength={60}
          value={field}
          onChange={(event) => setField(event.currentTarget.value)}
        />
        <TextInput
          label={t('roster:learner.field_value')}
          maxLength={2000}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!ready}>
          {t('add')}
        </Button>
        <ActionIcon size={36} aria-label={t('cancel')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {saved.kind === 'failed' && <p role="alert">{saved.sentence}</p>}
    </form>
  );
}
