import { FileButton, UnstyledButton } from '@mantine/core';
import { IconEye, IconFileImport, IconHistory, type IconProps, IconSchool } from '@tabler/icons-react';
import { type ComponentType, type DragEvent, useRef, useState } from 'react';
import { call, upload } from '../app/bridge.ts';
import { useFault } from '../app/use-fault.ts';
import { currentLanguage, useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { DoorCard } from './door-card.tsx';
import { remember, useDoorMemory } from './door-memory.ts';
import styles from './first-run.module.css';
import type { CenterFile } from './first-run-draft.ts';

interface Props {
  version: string;
  onFile: (file: CenterFile) => void;
  onPlain: () => void;
  onRestore: () => void;
}

/** Four ways to begin. */
export function StartStep({ version, onFile, onPlain, onRestore }: Props) {
  const t = useWords();
  const fault = useFault();
  const first = useFirstFocus<HTMLButtonElement>();
  const reset = useRef<() => void>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const before = useDoorMemory().fault;
  // The screen that asked for the sample was replaced while it was made.
  const [failed, setFailed] = useState(() => (before ? fault(before) : null));

  const open = async (file: File | null | undefined): Promise<void> => {
    if (!file || busy) return;
    setBusy(true);
    setFailed(null);
    try {
      const token = await upload(file);
      onFile({ ...(await call('center.readCenterFile', { upload: token })), token });
    } catch (error) {
      setFailed(fault(error));
      setBusy(false);
      reset.current?.();
    }
  };
  const openSample = async (): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      remember({ fault: null });
      await call('center.openSample', { language: currentLanguage() });
    } catch (error) {
      remember({ fault: error });
      setFailed(fault(error));
      setBusy(false);
    }
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };

  return (
    <DoorCard title={t('center:firstRun.title')} lead={t('center:firstRun.text')}>
      <div className={styles.choices}>
        <FileButton
          resetRef={reset}
          accept=".json,.rollbook-center,application/json"
          onChange={(file) => void open(file)}
        >
          {(props) => (
            <UnstyledButton
              {...props}
              ref={first}
              className={styles.choice}
              data-over={over || undefined}
              aria-busy={busy}
              aria-describedby={failed ? 'file-fault' : undefined}
              onDragOver={drag(true)}
              onDragLeave={drag(false)}
              onDrop={(event) => {
                drag(false)(event);
                void open(event.dataTransfer.files[0]);
              }}
            >
              <Choice
                icon={IconFileImport}
                title={t('center:firstRun.file')}
                text={t('center:firstRun.fileText')}
              />
            </UnstyledButton>
          )}
        </FileButton>
        {failed && (
          <p id="file-fault" role="alert" className={styles.fault}>
            {failed}
          </p>
        )}
        <UnstyledButton className={styles.choice} onClick={onPlain}>
          <Choice
            icon={IconSchool}
            title={t('center:firstRun.plain')}
            text={t('center:firstRun.plainText')}
          />
        </UnstyledButton>
        <UnstyledButton className={styles.choice} onClick={onRestore}>
          <Choice
            icon={IconHistory}
            title={t('center:firstRun.restore')}
            text={t('center:firstRun.restoreText')}
          />
        </UnstyledButton>
        <UnstyledButton className={styles.choice} disabled={busy} onClick={() => void openSample()}>
          <Choice icon={IconEye} title={t('center:firstRun.sample')} text={t('center:firstRun.sampleText')} />
        </UnstyledButton>
      </div>
      <p className={styles.version}>{t('center:firstRun.version', { version })}</p>
    </DoorCard>
  );
}

function Choice({
  icon: Icon,
  title,
  text,
}: {
  icon: ComponentType<IconProps>;
  title: string;
  text: string;
}) {
  return (
    <>
      <span className={styles.icon} aria-hidden>
        <Icon size={20} stroke={1.7} />
      </span>
      <span>
        <span className={styles.choiceTitle}>{title}</span>
        <span className={styles.choiceText}>{text}</span>
      </span>
    </>
  );
}
