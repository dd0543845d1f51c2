import { type DragEvent, useState } from 'react';
import { droppedFiles, type PlacedFile } from '../../ui/dropped-files.ts';
import { mostFiles } from './use-set-reference.ts';

/** A place that takes files; `handlers` go to its element. Without `takes` it lets them pass. */
export function useDrop(takes: boolean, onDrop: (files: PlacedFile[]) => unknown) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent): void => {
      if (!takes || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent): void => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent): void => {
      if (!takes) return;
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer, mostFiles).then(onDrop);
    },
  };
  return { over, handlers };
}
