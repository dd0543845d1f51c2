import { Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { languages, useWords } from '../app/words.ts';
import { languageCodes } from './appearance-switch.tsx';
import { CountrySelect, TimeZoneSelect } from './place-selects.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';

/** What the center is called and where it is; each field is stored when it is left. */
export function CenterSettings({ state }: PartProps) {
  const t = useWords();
  const fault = useFault();
  const edit = useWrite('center.editCenter', {
    onSuccess: () => notifications.show({ message: t('center:profile.changed') }),
  });
  const { center } = state;
  if (!center) return null;
  const change = (profile: Input<'center.editCenter'>): void => edit.mutate(profile);
  return (
    <Section title={t('center:profile.title')} text={t('center:profile.text')}>
      <div className={styles.body}>
        <NameField name={center.name} onChange={(name) => change({ name })} />
        <div className={styles.pair} style={{ marginTop: 14 }}>
          <CountrySelect
            value={center.country}
            onChange={(country) => country !== center.country && change({ country })}
          />
          <TimeZoneSelect
            value={center.timeZone}
            country={center.country}
            onChange={(timeZone) => timeZone !== center.timeZone && change({ timeZone })}
          />
          <Select
            label={t('center:profile.language')}
            description={t('center:profile.languageHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
            value={center.language}
            onChange={(language) => language && change({ language: language as Language })}
            allowDeselect={false}
          />
        </div>
        {edit.error && (
          <p role="alert" className={styles.fault}>
            {fault(edit.error)}
          </p>
        )}
      </div>
    </Section>
  );
}

/** Stored on Enter and when the field is left; Escape takes the typing back. */
function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const t = useWords();
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const empty = typed.trim() === '';
  const store = (): void => {
    if (!empty && typed.trim() !== name) onChange(typed.trim());
  };
  return (
    <TextInput
      label={t('center:profile.name')}
      value={typed}
      maxLength={80}
      autoComplete="off"
      error={empty ? t('center:faults.centerName') : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === 'Enter') store();
        if (event.key === 'Escape') setTyped(name);
      }}
    />
  );
}
