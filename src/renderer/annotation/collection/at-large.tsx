import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { bridge, call } from '../../app/bridge.ts';
import { useFault } from '../../app/use-fault.ts';
import { numberText, useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './collection.module.css';
import { type Beside, ImageDetail } from './image-detail.tsx';
import { KeyHints } from './key-hints.tsx';
import { type ImageAct, imageAct, isElsewhere } from './keys.ts';
import type { Sheet } from './use-sheet.ts';

interface Props {
  sheet: Sheet;
  may: boolean;
  hideNames: boolean;
  onAct: (act: ImageAct) => void;
  onClose: () => void;
}

/** One image as large as the window, with what was found in it; another one beside it where the two are to be compared. */
export function AtLarge({ sheet, may, hideNames, onAct, onClose }: Props) {
  const t = useWords();
  const { of, image, images, beside } = sheet;
  useWindowEvent('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey || isElsewhere(event.target, true)) return;
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const arrow = { ArrowLeft: 'previous', ArrowRight: 'next' } as const;
    const along = arrow[event.code as keyof typeof arrow];
    const act = along ? (event.code === forward ? 'next' : 'previous') : imageAct(event);
    if (!act) return;
    event.preventDefault();
    if (act === 'large') onClose();
    else onAct(act);
  });
  if (!image) return null;
  const place = images.findIndex((one) => one.path === image.path) + 1;
  return (
    <DialogFrame
      fullScreen
      title={t('collection:place', { number: numberText(place), all: numberText(images.length) })}
      onClose={onClose}
    >
      <div className={styles.large} data-at-large={image.path}>
        <div className={styles.stage}>
          <Picture of={{ ...of, file: image.file }} name={image.path} caption={null} />
          {beside && (
            <Picture
              of={{ ...of, attemptId: beside.attemptId, learnerId: beside.learnerId, file: beside.file }}
              name={beside.path}
              caption={beside.name}
            />
          )}
        </div>
        <aside className={styles.largeSide}>
          <ImageDetail
            of={of}
            image={image}
            images={images}
            hideNames={hideNames}
            may={may}
            accepting={sheet.accepting}
            onAccepting={sheet.setAccepting}
            onBeside={(other: Beside) => sheet.setBeside(other)}
          />
          <KeyHints />
        </aside>
      </div>
    </DialogFrame>
  );
}

interface PictureProps {
  of: { assessmentId: string; learnerId: string; attemptId: string; file: number };
  name: string;
  caption: string | null;
}

function Picture({ of, name, caption }: PictureProps) {
  const fault = useFault();
  const picture = useQuery({
    queryKey: ['picture', of.attemptId, of.file],
    queryFn: async () => bridge.blobAddress((await call('assessments.openFile', of)).blob),
  });
  return (
    <figure className={styles.figure}>
      {picture.isError ? (
        <p role="alert">{fault(picture.error)}</p>
      ) : picture.data ? (
        <img src={picture.data} alt={name} decoding="async" draggable={false} />
      ) : (
        <Waiting />
      )}
      <figcaption>
        {caption !== null && <b>{caption}</b>} <bdi>{name}</bdi>
      </figcaption>
    </figure>
  );
}
