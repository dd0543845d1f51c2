import { Button } from '@mantine/core';
import { IconFileZip, IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { useWords } from '../../app/words.ts';
import type { PlacedFile } from '../../ui/dropped-files.ts';
import { chosenWork } from './dropped.ts';

interface Props {
  disabled: boolean;
  onFiles: (files: Promise<PlacedFile[]>) => void;
}

/** The ways to choose work: an archive or files, or a whole folder. */
export function ChooseFiles({ disabled, onFiles }: Props) {
  const t = useWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    const list = [...(input.files ?? [])];
    // The same files can be chosen again.
    input.value = '';
    if (list.length > 0) onFiles(chosenWork(list));
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-submission-files
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        data-submission-folder
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
      <Button
        variant="default"
        disabled={disabled}
        leftSection={<IconFileZip size={16} aria-hidden />}
        onClick={() => files.current?.click()}
      >
        {t('submissions:choose.files')}
      </Button>
      <Button
        variant="default"
        disabled={disabled}
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={() => folder.current?.click()}
      >
        {t('submissions:choose.folder')}
      </Button>
    </>
  );
}
