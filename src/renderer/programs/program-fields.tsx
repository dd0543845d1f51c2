import { TagsInput } from '@mantine/core';
import type { Output } from '../../shared/contract/index.ts';
import { fieldLength, mostFields } from '../../shared/rules/program-fields.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Section } from '../center/section.tsx';
import styles from '../center/settings.module.css';

/** What the program asks of its learners beyond the common facts; stored as each is added or taken away. */
export function ProgramFields({ program }: { program: Output<'programs.get'> }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const write = useWrite('programs.setFields', { onSuccess: () => done(t('programs:fields_done')) });
  return (
    <Section title={t('programs:fields')} text={t('programs:fields_text')}>
      <div className={styles.body}>
        <TagsInput
          aria-label={t('programs:fields')}
          placeholder={t('programs:field_add')}
          description={t('programs:field_hint')}
          dir="auto"
          maxTags={mostFields}
          maxLength={fieldLength}
          splitChars={[]}
          value={write.isPending ? (write.variables?.fields ?? program.fields) : program.fields}
          onChange={(fields) => write.mutate({ programId: program.id, fields })}
        />
        {write.error && (
          <p role="alert" className={styles.fault}>
            {fault(write.error)}
          </p>
        )}
      </div>
    </Section>
  );
}
