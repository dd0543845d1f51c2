// biome-ignore lint/style/noRestrictedImports: this is the one place.
import { Modal, type ModalProps } from '@mantine/core';
import { type ReactNode, useEffect, useId } from 'react';
import { useWords } from '../app/words.ts';
import { focusBack } from './focus-trail.ts';

interface FrameProps extends Pick<ModalProps, 'size' | 'fullScreen'> {
  /** For a dialog that fades away; one that is drawn only while it is open leaves it out. */
  opened?: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of every dialog: a title, a way out, and the focus back where it was. */
export function DialogFrame({ opened = true, title, onClose, children, ...looks }: FrameProps) {
  const t = useWords();
  return (
    <Modal
      {...looks}
      id={useReturnedFocus(opened)}
      opened={opened}
      returnFocus={false}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  );
}

interface BareProps extends Pick<ModalProps, 'size' | 'padding' | 'yOffset'> {
  opened?: boolean;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that is all one field and what it finds: no title and no button, Escape leaves it. */
export function BareDialog({ opened = true, label, onClose, children, ...looks }: BareProps) {
  return (
    <Modal.Root
      {...looks}
      id={useReturnedFocus(opened)}
      opened={opened}
      returnFocus={false}
      onClose={onClose}
      centered={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={label}>{children}</Modal.Content>
    </Modal.Root>
  );
}

/** Once a dialog closes or is gone, the focus is where it was before. The id is that of the dialog's root. */
function useReturnedFocus(opened: boolean): string {
  const id = useId();
  useEffect(() => (opened ? () => focusBack(document.getElementById(id)) : undefined), [opened, id]);
  return id;
}
