import { ActionIcon, Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ClassBy, ImageBrief } from '../../../shared/rules/image-brief.ts';
import { CLASS } from '../../../shared/rules/name-pattern.ts';
import { useWords } from '../../app/words.ts';
import { leftToRight } from '../../ui/left-to-right.ts';
import styles from './brief.module.css';

interface Props {
  draft: ImageBrief;
  onChange: (part: Partial<ImageBrief>) => void;
}

/** Classes of images and how many of each; and what tells them. */
export function ClassRows({ draft, onChange }: Props) {
  const t = useWords();
  const { classes, classBy, names } = draft;
  const put = (index: number, part: Partial<ImageBrief['classes'][number]>): void =>
    onChange({ classes: classes.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <div>
      <p className={styles.label}>{t('collection:brief.classes')}</p>
      <p className={styles.muted}>{t('collection:brief.classes_text')}</p>
      {classes.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a class that is being named has nothing else that stays
        <div key={index} className={styles.classRow}>
          <TextInput
            aria-label={t('collection:brief.class_name')}
            placeholder={t('collection:brief.class_name')}
            value={one.name}
            maxLength={60}
            dir="auto"
            onChange={(event) => put(index, { name: event.currentTarget.value })}
          />
          <NumberInput
            aria-label={t('collection:brief.class_least')}
            value={one.least}
            min={0}
            max={10_000}
            allowDecimal={false}
            allowNegative={false}
            onChange={(value) => put(index, { least: typeof value === 'number' ? value : 0 })}
          />
          <ActionIcon
            aria-label={t('collection:brief.class_remove', { name: one.name })}
            onClick={() => onChange({ classes: classes.filter((_, at) => at !== index) })}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={classes.length >= 60}
        onClick={() => onChange({ classes: [...classes, { name: '', least: 10 }] })}
      >
        {t('collection:brief.class_add')}
      </Button>
      {classes.length > 0 && (
        <div className={styles.below}>
          <SegmentedControl
            size="xs"
            aria-label={t('collection:brief.by')}
            data={[
              { value: 'folder', label: t('collection:brief.by_folder') },
              { value: 'name', label: t('collection:brief.by_name') },
            ]}
            value={classBy}
            onChange={(value) =>
              onChange({
                classBy: value as ClassBy,
                // A pattern that does not say the class would tell none.
                ...(value === 'name' && !names?.includes(CLASS) ? { names: `${CLASS}_#` } : {}),
              })
            }
          />
          <p className={styles.muted}>
            {classBy === 'folder'
              ? t('collection:brief.by_folder_text')
              : t('collection:brief.by_name_text', { part: leftToRight(CLASS) })}
          </p>
        </div>
      )}
    </div>
  );
}
