import { Group, MultiSelect } from '@mantine/core';
import type { Input } from '../../shared/contract/index.ts';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import { ageBands, ageOn, displacementStatuses, sexes } from '../../shared/rules/learner.ts';
import { useWords } from '../app/words.ts';
import { ChoiceFact, DateFact, Fact, quiet, TextFact } from './fact.tsx';
import styles from './learner.module.css';
import { languageName } from './say.ts';
import { type Saved, useSaveCell } from './use-save-cell.ts';

type Cells = Input<'roster.editLearner'>['cells'];
type Band = (typeof ageBands)[number];

const languageCodes = 'uk ru en ar bg fa ps ku tr fr de pl ro es it so ti am ur hy ka hu'.split(' ');

/** The facts about a learner. Each is a cell of its own: stored at once, with its own tick. */
export function LearnerFacts({ learner, today }: { learner: Learner; today: string }) {
  return (
    <>
      <Name learner={learner} />
      <Birth learner={learner} today={today} />
      <Choices learner={learner} />
      <Contact learner={learner} />
      <Words learner={learner} />
      <Certificate learner={learner} />
    </>
  );
}

function useCells(learner: Learner): { saved: Saved; save: (cells: Cells) => void } {
  const { saved, save } = useSaveCell();
  return { saved, save: (cells) => save('roster.editLearner', { learnerId: learner.id, cells }) };
}

function Name({ learner }: { learner: Learner }) {
  const t = useWords();
  const written = useCells(learner);
  const short = useCells(learner);
  const { name } = learner;
  return (
    <>
      <Fact label={t('roster:learner.name')} saved={written.saved}>
        {(id) => (
          <TextFact
            id={id}
            value={name.written}
            required
            most={200}
            onSave={(text) => written.save({ name: { ...name, written: text } })}
          />
        )}
      </Fact>
      <Fact label={t('roster:learner.short')} hint={t('roster:learner.short_hint')} saved={short.saved}>
        {(id) => (
          <TextFact
            id={id}
            value={name.short}
            required
            most={200}
            onSave={(text) => short.save({ name: { ...name, short: text } })}
          />
        )}
      </Fact>
    </>
  );
}

function Birth({ learner, today }: { learner: Learner; today: string }) {
  const t = useWords();
  const { saved, save } = useCells(learner);
  const date = learner.birth?.date ?? null;
  const band = (learner.birth?.ageBand ?? null) as Band | null;
  return (
    <>
      <Fact label={t('roster:learner.birth')} saved={saved}>
        {(id) => (
          <Group gap={8} wrap="nowrap" className={styles.birth}>
            <DateFact
              id={id}
              value={date}
              onSave={(value) => save({ birth: { date: value, ageBand: value === null ? band : null } })}
            />
            {date !== null && date <= today && (
              <span className={styles.age}>{t('roster:learner.age', { count: ageOn(date, today) })}</span>
            )}
          </Group>
        )}
      </Fact>
      {date === null && (
        <Fact label={t('roster:learner.age_band')} saved={{ kind: 'idle' }}>
          {(id) => (
            <ChoiceFact
              id={id}
              value={band}
              data={ageBands.map((code) => ({ value: code, label: t(`roster:age_band.${code}`) }))}
              onSave={(value) => save({ birth: { date: null, ageBand: value as Band | null } })}
            />
          )}
        </Fact>
      )}
    </>
  );
}

function Choices({ learner }: { learner: Learner }) {
  const t = useWords();
  const sex = useCells(learner);
  const displacement = useCells(learner);
  const languages = useCells(learner);
  const codes = [...new Set([...languageCodes, ...learner.languages])];
  return (
    <>
      <Fact label={t('roster:learner.sex')} saved={sex.saved}>
        {(id) => (
          <ChoiceFact
            id={id}
            value={learner.sex}
            data={sexes.map((code) => ({ value: code, label: t(`roster:sex.${code}`) }))}
            onSave={(value) => sex.save({ sex: value as NonNullable<Cells['sex']> | null })}
          />
        )}
      </Fact>
      <Fact
        label={t('roster:learner.displacement')}
        hint={t('roster:learner.displacement_hint')}
        saved={displacement.saved}
      >
        {(id) => (
          <ChoiceFact
            id={id}
            value={learner.displacement}
            data={displacementStatuses.map((code) => ({
              value: code,
              label: t(`roster:displacement.${code}`),
            }))}
            onSave={(value) =>
              displacement.save({ displacement: value as NonNullable<Cells['displacement']> | null })
            }
          />
        )}
      </Fact>
      <Fact label={t('roster:learner.languages')} saved={languages.saved}>
        {(id) => (
          <MultiSelect
            id={id}
            size="sm"
            classNames={quiet}
            placeholder={
              learner.languages.length === 0
                ? t('roster:learner.not_said')
                : t('roster:learner.languages_add')
            }
            searchable
            hidePickedOptions
            data={codes.map((code) => ({ value: code, label: languageName(code) }))}
            value={learner.languages}
            onChange={(value) => languages.save({ languages: value })}
          />
        )}
      </Fact>
    </>
  );
}

function Contact({ learner }: { learner: Learner }) {
  const t = useWords();
  const phone = useCells(learner);
  const email = useCells(learner);
  return (
    <>
      <Fact label={t('roster:learner.phone')} saved={phone.saved}>
        {(id) => (
          <TextFact
            id={id}
            type="tel"
            ltr
            most={60}
            value={learner.phone ?? ''}
            onSave={(text) => phone.save({ phone: text || null })}
          />
        )}
      </Fact>
      <Fact label={t('roster:learner.email')} saved={email.saved}>
        {(id) => (
          <TextFact
            id={id}
            type="email"
            ltr
            most={254}
            value={learner.email ?? ''}
            onSave={(text) => email.save({ email: text || null })}
          />
        )}
      </Fact>
    </>
  );
}

function Words({ learner }: { learner: Learner }) {
  const t = useWords();
  const needs = useCells(learner);
  const note = useCells(learner);
  return (
    <>
      <Fact label={t('roster:learner.needs')} saved={needs.saved}>
        {(id) => (
          <TextFact
            id={id}
            lines
            most={50_000}
            placeholder={t('roster:learner.needs_hint')}
            value={learner.needs ?? ''}
            onSave={(text) => needs.save({ needs: text || null })}
          />
        )}
      </Fact>
      <Fact label={t('roster:learner.note')} saved={note.saved}>
        {(id) => (
          <TextFact
            id={id}
            lines
            most={100_000}
            value={learner.note ?? ''}
            onSave={(text) => note.save({ note: text || null })}
          />
        )}
      </Fact>
    </>
  );
}

function Certificate({ learner }: { learner: Learner }) {
  const t = useWords();
  const name = useCells(learner);
  const latin = useCells(learner);
  const { certificate } = learner;
  return (
    <>
      <Fact label={t('roster:learner.certificate')} saved={name.saved}>
        {(id) => (
          <TextFact
            id={id}
            most={200}
            placeholder={learner.name.written}
            value={certificate?.name ?? ''}
            onSave={(text) =>
              name.save({
                certificate: text === '' ? null : { name: text, latin: certificate?.latin ?? null },
              })
            }
          />
        )}
      </Fact>
      <Fact label={t('roster:learner.latin')} saved={latin.saved}>
        {(id) => (
          <TextFact
            id={id}
            ltr
            most={200}
            value={certificate?.latin ?? ''}
            onSave={(text) =>
              latin.save({
                certificate: { name: certificate?.name ?? learner.name.written, latin: text || null },
              })
            }
          />
        )}
      </Fact>
    </>
  );
}
