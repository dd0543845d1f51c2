import { Button } from '@mantine/core';
import { IconCircleCheck, IconUsb } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { call, upload } from '../../app/bridge.ts';
import { useCall } from '../../app/client.ts';
import { fetchPrintWords } from '../../app/print-words.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { SheetOf } from '../feedback.tsx';
import { pageOf, plainName } from './feedback-page.ts';
import styles from './stick.module.css';

interface Props {
  assessmentId: string;
  learner: DeskLearner;
  /** Null while none is plugged in. */
  drive: string | null;
  onNext: () => void;
}

/** Her feedback as she gets it, and the way onto her stick. */
export function Return({ assessmentId, learner, drive, onNext }: Props) {
  const t = useWords();
  const fault = useFault();
  const { learnerId } = learner;
  const feedback = useCall('assessments.feedback', { assessmentId, learnerId });
  const box = useRef<HTMLElement>(null);
  const [busy, setBusy] = useState(false);
  const [isDrawn, setDrawn] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [written, setWritten] = useState<string | null>(null);
  const write = async (): Promise<void> => {
    const sheet = box.current?.querySelector<HTMLElement>('[data-feedback-sheet]');
    if (!sheet || !feedback.data || drive === null) return;
    setBusy(true);
    setError(null);
    const { title, learnerName, language } = feedback.data;
    try {
      const { t: hers } = await fetchPrintWords(language);
      const pages = await pageOf(sheet, title);
      const files = await Promise.all(
        pages.map(async ({ name, content }) => ({ name, upload: await upload(new File([content], name)) })),
      );
      const folder = plainName(hers('submissions:return.folder', { name: learnerName }));
      setWritten((await call('assessments.returnToDrive', { drive, folder, files })).folder);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <header className={`${room.head} ${room.offPaper}`}>
        <p
          className={styles.grow}
          role={error === null ? 'status' : 'alert'}
          data-returned={written ?? undefined}
        >
          {error !== null ? (
            <span className={styles.fault}>{fault(error)}</span>
          ) : written !== null ? (
            <>
              <IconCircleCheck size={16} className={styles.good} aria-hidden /> {t('submissions:return.done')}{' '}
              <span className={styles.path}>{written}</span>
            </>
          ) : (
            t('submissions:return.text')
          )}
        </p>
        <Button
          variant={written === null ? 'filled' : 'default'}
          leftSection={<IconUsb size={16} aria-hidden />}
          loading={busy}
          disabled={drive === null || !feedback.data || !isDrawn}
          onClick={() => void write()}
          data-return
        >
          {t('submissions:return.go')}
        </Button>
        {written !== null && (
          <Button autoFocus onClick={onNext}>
            {t('submissions:stick.next')}
          </Button>
        )}
      </header>
      <section
        ref={box}
        className={styles.sheet}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
        aria-label={t('assessments:feedback.title')}
      >
        <SheetOf
          assessmentId={assessmentId}
          learner={learner}
          language={null}
          onDraw={(_learnerId, now) => setDrawn(now)}
        />
      </section>
    </>
  );
}
