import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type ImageBrief, tellName } from '../../../shared/rules/image-brief.ts';
import { CLASS } from '../../../shared/rules/name-pattern.ts';
import { useWords } from '../../app/words.ts';
import { leftToRight } from '../../ui/left-to-right.ts';
import styles from './brief.module.css';

interface Props {
  draft: ImageBrief;
  value: string;
  onChange: (value: string) => void;
}

/** The pattern of file names, and a place to try one. */
export function NameField({ draft, value, onChange }: Props) {
  const t = useWords();
  const [tried, setTried] = useState('');
  const told = value.trim() === '' || tried.trim() === '' ? null : tellName(draft, tried.trim());
  return (
    <div className={styles.names}>
      <TextInput
        label={t('collection:brief.names')}
        description={t('collection:brief.names_text', { part: leftToRight(CLASS) })}
        placeholder={`${CLASS}_#`}
        value={value}
        maxLength={120}
        dir="ltr"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value.trim() !== '' && (
        <TextInput
          label={t('collection:brief.try')}
          value={tried}
          dir="ltr"
          onChange={(event) => setTried(event.currentTarget.value)}
        />
      )}
      {told && (
        <output className={styles.told} data-fits={told.fits}>
          {told.fits
            ? told.className === null
              ? t('collection:brief.fits')
              : t('collection:brief.fits_class', { name: told.className })
            : t('collection:brief.fits_not')}
        </output>
      )}
    </div>
  );
}
