import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RubricContent } from '../../../shared/contract/assessments-values.ts';
import { useCall, useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useDone } from '../../app/use-undo.tsx';
import { numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { placeholders } from '../placeholders.ts';
import { said } from '../wording.ts';
import styles from './rubrics.module.css';

const about = 'whole';

/** Comments of a rubric by criterion: they grow from what is typed on the desk, and are kept and dropped here. */
export function BankList({ rubricId, content }: { rubricId: string; content: RubricContent }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const mayGrade = useMay('grade.give');
  const [part, setPart] = useState(content.criteria[0]?.id ?? about);
  const [text, setText] = useState('');
  const of = { rubricId, criterionId: part === about ? null : part };
  const comments = useCall('assessments.bank', of).data?.comments ?? [];
  const keep = useWrite('assessments.keepComment', {
    onSuccess: () => {
      setText('');
      done(t('assessments:bank.was_kept'));
    },
  });
  const drop = useWrite('assessments.dropComment', {
    onSuccess: () => done(t('assessments:bank.dropped')),
  });
  const error = keep.error ?? drop.error;
  return (
    <section className={room.card} aria-label={t('assessments:bank.title')}>
      <h2 className={styles.partTitle}>{t('assessments:bank.title')}</h2>
      <div className={styles.bank}>
        <p className={room.quiet}>{t('assessments:bank.text')}</p>
        <Select
          w={280}
          label={t('assessments:bank.about')}
          allowDeselect={false}
          data={[
            ...content.criteria.map((one, index) => ({
              value: one.id,
              label: said(one.title) || numberText(index + 1),
            })),
            { value: about, label: t('assessments:desk.comment_whole') },
          ]}
          value={part}
          onChange={(value) => value && setPart(value)}
        />
        {comments.length === 0 ? (
          <p className={room.quiet}>{t('assessments:bank.empty')}</p>
        ) : (
          <ul className={styles.comments}>
            {comments.map((one, index) => (
              <li key={one.text}>
                <span dir="auto">{one.text}</span>
                <span className={room.muted}>
                  {one.used > 0
                    ? t('assessments:bank.used', { count: one.used })
                    : t('assessments:bank.kept')}
                </span>
                {mayGrade && (
                  <ActionIcon
                    aria-label={t('assessments:bank.drop', { number: numberText(index + 1) })}
                    title={t('assessments:bank.drop_title')}
                    onClick={() => drop.mutate({ ...of, text: one.text })}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayGrade && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') keep.mutate({ ...of, text: text.trim() });
            }}
          >
            <Group gap="xs" align="flex-end">
              <TextInput
                flex={1}
                dir="auto"
                label={t('assessments:bank.new')}
                description={t('assessments:bank.placeholders', { values: placeholders })}
                maxLength={1000}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={keep.isPending} disabled={text.trim() === ''}>
                {t('assessments:bank.keep')}
              </Button>
            </Group>
          </form>
        )}
        {error && <p role="alert">{fault(error)}</p>}
      </div>
    </section>
  );
}
