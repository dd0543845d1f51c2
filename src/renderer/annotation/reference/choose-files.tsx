import { Button, Menu } from '@mantine/core';
import { IconFile, IconFolder } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../../app/words.ts';
import { type PlacedFile, placed } from '../../ui/dropped-files.ts';

interface Props {
  label: ReactNode;
  onChoose: (files: PlacedFile[]) => void;
  size?: string;
  variant?: string;
}

/** Files or a whole folder, chosen by the window's own dialog. */
export function ChooseFiles({ label, onChoose, size = 'sm', variant = 'filled' }: Props) {
  const t = useWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    const chosen = placed(input.files ?? []);
    input.value = '';
    onChoose(chosen);
  };
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-reference-files
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.toggleAttribute('webkitdirectory', true);
        }}
        type="file"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
      <Menu position="bottom-start" transitionProps={{ duration: 80 }}>
        <Menu.Target>
          <Button size={size} variant={variant}>
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFile size={15} aria-hidden />} onClick={() => files.current?.click()}>
            {t('scores:reference.files')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolder size={15} aria-hidden />}
            onClick={() => folder.current?.click()}
          >
            {t('scores:reference.folder')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
