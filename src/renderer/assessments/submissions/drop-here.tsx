import { useWindowEvent } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useWords } from '../../app/words.ts';
import type { PlacedFile } from '../../ui/dropped-files.ts';
import { droppedWork } from './dropped.ts';
import styles from './submissions.module.css';

interface Props {
  /** What the files are for, by its name. */
  title: string;
  onFiles: (files: Promise<PlacedFile[]>) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files may be let go anywhere on the screen that this stands on; while they are over it, it says so. */
export function DropHere({ title, onFiles }: Props) {
  const t = useWords();
  const [over, setOver] = useState(false);
  // Each element that is entered is also left: files are over the window as long as one of them is not.
  const depth = useRef(0);
  const leave = (): void => {
    depth.current = 0;
    setOver(false);
  };
  useWindowEvent('dragenter', (event) => {
    if (!hasFiles(event)) return;
    depth.current += 1;
    setOver(true);
  });
  useWindowEvent('dragleave', (event) => {
    if (!hasFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) leave();
  });
  useWindowEvent('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  useWindowEvent('drop', (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    leave();
    onFiles(droppedWork(event.dataTransfer));
  });
  if (!over) return null;
  return (
    <div className={styles.over}>
      <IconFileImport size={40} stroke={1.3} aria-hidden />
      <h2>{t('submissions:drop.now')}</h2>
      <p dir="auto">{title}</p>
    </div>
  );
}
