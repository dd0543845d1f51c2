import { Select, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { Language } from '../../shared/contract/values.ts';
import { languages, useWords } from '../app/words.ts';
import { leftToRight } from '../ui/left-to-right.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { languageCodes } from './appearance-switch.tsx';
import { zonesOf } from './countries.ts';
import styles from './first-run.module.css';
import type { CenterFile, Change, Draft, Faults } from './first-run-draft.ts';
import { CountrySelect, TimeZoneSelect } from './place-selects.tsx';
import { StepForm } from './step-form.tsx';

interface Props {
  draft: Draft;
  change: Change;
  faults: Faults;
  onBack: () => void;
  onNext: () => void;
}

export function CenterStep({ draft, change, faults, onBack, onNext }: Props) {
  const t = useWords();
  const first = useFirstFocus<HTMLInputElement>();
  const say = (name: keyof Draft): string | null => {
    const fault = faults[name];
    return fault ? t(`center:faults.${fault}`) : null;
  };
  const chooseCountry = (country: string): void => {
    const zones = zonesOf(country);
    const [zone] = zones;
    change({ country, ...(zone && !zones.includes(draft.timeZone) ? { timeZone: zone } : {}) });
  };
  return (
    <StepForm
      at={1}
      title={t('center:firstRun.centerTitle')}
      lead={t('center:firstRun.centerText')}
      next={t('next')}
      onBack={onBack}
      onNext={onNext}
    >
      {draft.centerFile && <FileFacts file={draft.centerFile} />}
      <TextInput
        ref={first}
        size="md"
        label={t('center:profile.name')}
        placeholder={t('center:profile.nameExample')}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={say('name')}
        maxLength={80}
        autoComplete="off"
      />
      <div className={styles.pair}>
        <CountrySelect value={draft.country} onChange={chooseCountry} error={say('country')} />
        <TimeZoneSelect
          value={draft.timeZone}
          country={draft.country}
          onChange={(timeZone) => change({ timeZone })}
          error={say('timeZone')}
        />
      </div>
      <div className={styles.pair}>
        <Select
          label={t('center:profile.language')}
          description={t('center:profile.languageHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
          value={draft.language}
          onChange={(language) => language && change({ language: language as Language })}
          allowDeselect={false}
        />
        <TextInput
          label={t('center:profile.deviceName')}
          description={t('center:profile.deviceHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.deviceName}
          onChange={(event) => change({ deviceName: event.currentTarget.value })}
          error={say('deviceName')}
          maxLength={60}
          autoComplete="off"
        />
      </div>
    </StepForm>
  );
}

/** What the file from head office brings, said before anything is made of it. */
function FileFacts({ file }: { file: CenterFile }) {
  const t = useWords();
  return (
    <div className={styles.file}>
      <IconFileImport size={17} stroke={1.7} aria-hidden />
      <div>
        {t('center:firstRun.fileOpened', { count: file.programs })}
        {file.destination && (
          <div>{t('center:firstRun.fileDestination', { destination: leftToRight(file.destination) })}</div>
        )}
        {file.escrow && <div>{t('center:firstRun.fileEscrow')}</div>}
      </div>
    </div>
  );
}
