import { Button, Progress } from '@mantine/core';
import { IconFileAlert, IconFileImport } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import styles from './import.module.css';
import { ImportDone } from './import-done.tsx';
import { ImportReview } from './import-review.tsx';
import room from './room.module.css';
import { useImport } from './use-import.ts';

/** A list from elsewhere becomes learners: chosen, looked at row by row, then taken in as one act. */
export function Import() {
  const t = useWords();
  const { state, choose, change, cancel, drop } = useImport();
  const [over, setOver] = useState(false);
  const [done, setDone] = useState<Output<'roster.commitImport'> | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const pick = (): void => picker.current?.click();

  const take = (file: File | undefined): void => {
    setDone(null);
    if (file) void choose(file);
  };
  const dragging = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files[0]);
    },
  };

  return (
    <section
      className={room.screen}
      aria-label={t('roster:import.title')}
      data-over={over || undefined}
      {...dragging}
    >
      <Where>{t('roster:import.title')}</Where>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx"
        data-import-file
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {done ? (
        <ImportDone done={done} onAnother={() => setDone(null)} />
      ) : state.jobId !== null ? (
        <Review
          jobId={state.jobId}
          state={state}
          onChange={change}
          onCancel={cancel}
          onPick={pick}
          onDone={(result) => {
            setDone(result);
            drop();
          }}
        />
      ) : state.progress ? (
        <Reading fileName={state.fileName} progress={state.progress} onCancel={cancel} />
      ) : (
        <Choose over={over} failure={state.failure} fileName={state.fileName} onPick={pick} />
      )}
    </section>
  );
}

type State = ReturnType<typeof useImport>['state'];

function Review({
  jobId,
  ...props
}: {
  jobId: string;
  state: State;
  onChange: ReturnType<typeof useImport>['change'];
  onCancel: () => void;
  onPick: () => void;
  onDone: (result: Output<'roster.commitImport'>) => void;
}) {
  const preview = useCall('roster.importPreview', { jobId }, { placeholderData: (before) => before });
  // The file's own choices survive a second reading of it; another file begins anew.
  return preview.data ? (
    <ImportReview key={props.state.upload} jobId={jobId} preview={preview.data} {...props} />
  ) : (
    <Waiting />
  );
}

interface ChooseProps {
  over: boolean;
  failure: string | null;
  fileName: string;
  onPick: () => void;
}

function Choose({ over, failure, fileName, onPick }: ChooseProps) {
  const t = useWords();
  return (
    <>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('roster:import.title')}</h1>
        </div>
      </header>
      {failure && (
        <div className={styles.failure} role="alert">
          <IconFileAlert size={22} stroke={1.6} aria-hidden />
          <div>
            <b>{t('roster:import.faulty')}</b>
            <p>
              <span dir="auto">{fileName}</span>: {failure}
            </p>
          </div>
        </div>
      )}
      <div className={styles.drop} data-over={over || undefined}>
        <IconFileImport size={38} stroke={1.3} aria-hidden />
        <h2>{t(over ? 'roster:import.drop_now' : 'roster:import.drop_title')}</h2>
        <p>{t('roster:import.drop_text')}</p>
        <Button size="md" onClick={onPick} autoFocus>
          {t('roster:import.drop_choose')}
        </Button>
        <p className={styles.safe}>{t('roster:import.drop_safe')}</p>
      </div>
    </>
  );
}

interface ReadingProps {
  fileName: string;
  progress: NonNullable<State['progress']>;
  onCancel: () => void;
}

function Reading({ fileName, progress: { done, total }, onCancel }: ReadingProps) {
  const t = useWords();
  return (
    <div className={styles.drop}>
      <h2 dir="auto">{t('roster:import.reading', { name: fileName })}</h2>
      <Progress
        className={styles.bar}
        value={total ? (100 * done) / total : 100}
        animated={!total}
        striped={!total}
        aria-label={t('roster:import.reading', { name: fileName })}
      />
      <p className={styles.safe}>{total ? t('roster:import.reading_rows', { done, total }) : ' '}</p>
      <Button variant="default" onClick={onCancel}>
        {t('roster:import.cancel')}
      </Button>
    </div>
  );
}
