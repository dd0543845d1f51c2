import { Button, Kbd } from '@mantine/core';
import type { CollectionImage } from '../../../shared/contract/annotation-collection.ts';
import { useWrite } from '../../app/client.ts';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { useDone } from '../../app/use-undo.tsx';
import { numberText, useWords } from '../../app/words.ts';
import { leftToRight } from '../../ui/left-to-right.ts';
import { withComma } from '../../ui/with-comma.ts';
import { AcceptLine } from './accept-line.tsx';
import styles from './collection.module.css';
import { findingText } from './finding-text.ts';

/** Which other image stands beside this one: of the same attempt, or of another learner. */
export interface Beside {
  attemptId: string;
  learnerId: string;
  file: number;
  path: string;
  name: string | null;
}

interface Props {
  of: { assessmentId: string; attemptId: string; learnerId: string };
  image: CollectionImage;
  /** Of the same attempt, to be compared with. */
  images: readonly CollectionImage[];
  hideNames: boolean;
  may: boolean;
  accepting: boolean;
  onAccepting: (accepting: boolean) => void;
  onBeside: (beside: Beside) => void;
}

/** One image in words: its size, each finding, what was accepted and why, and who has the same. */
export function ImageDetail(props: Props) {
  const { of, image, images, hideNames, may, accepting, onAccepting, onBeside } = props;
  const t = useWords();
  const open = image.findings.filter((one) => one.accepted === null).map((one) => one.key);
  const { assessmentId, attemptId, learnerId } = of;
  const copyOf = (path: unknown): Beside | null => {
    const other = images.find((one) => one.path === path);
    return other ? { attemptId, learnerId, file: other.file, path: other.path, name: null } : null;
  };
  const beside = (to: Beside | null) =>
    to && (
      <Button size="compact-xs" variant="default" onClick={() => onBeside(to)}>
        {t('collection:beside.open')}
      </Button>
    );
  return (
    <div className={styles.detail} data-detail>
      <div className={styles.detailHead}>
        <p className={styles.detailName}>
          <bdi>{image.path}</bdi>{' '}
          <span className={styles.muted}>
            {withComma(
              image.width !== null &&
                image.height !== null &&
                leftToRight(`${numberText(image.width)} × ${numberText(image.height)}`),
              image.sharpness !== null &&
                t('collection:sharpness', { sharp: numberText(Math.round(image.sharpness)) }),
              image.class,
            )}
          </span>
        </p>
        {may && !accepting && image.findings.length > 0 && (
          <AcceptButtons
            of={{ assessmentId, attemptId }}
            image={image}
            isOpen={open.length > 0}
            onAccepting={onAccepting}
          />
        )}
      </div>
      <ul className={styles.findings}>
        {image.findings.map((one) => (
          <li key={one.key} data-finding={one.code} data-accepted={one.accepted !== null || undefined}>
            <span>{findingText(t, one)}</span>
            {one.code === 'near_duplicate' && beside(copyOf(one.params.other))}
            {one.accepted && (
              <span className={styles.fine}>
                {t('collection:accept.fine', { reason: one.accepted.reason })}
              </span>
            )}
          </li>
        ))}
        {image.findings.length === 0 && <li className={styles.muted}>{t('collection:nothing_found')}</li>}
      </ul>
      {may && accepting && open.length > 0 && (
        <AcceptLine
          key={image.path}
          of={{ assessmentId, attemptId }}
          keys={open}
          onClose={() => onAccepting(false)}
        />
      )}
      {image.alike.length > 0 && (
        <section className={styles.alike} aria-label={t('collection:alike.title')}>
          <b>{t('collection:alike.title')}</b>
          <ul className={styles.findings}>
            {image.alike.map((one) => (
              <li key={`${one.attemptId} ${one.file}`}>
                <span>
                  {t(one.same ? 'collection:alike.same' : 'collection:alike.like', {
                    name: hideNames ? t('collection:alike.somebody') : one.name,
                    path: leftToRight(one.path),
                  })}
                </span>
                {beside({ ...one, name: hideNames ? null : one.name })}
              </li>
            ))}
          </ul>
          <span className={styles.muted}>{t('collection:alike.text')}</span>
        </section>
      )}
    </div>
  );
}

interface ButtonsProps {
  of: { assessmentId: string; attemptId: string };
  image: CollectionImage;
  isOpen: boolean;
  onAccepting: (accepting: boolean) => void;
}

function AcceptButtons({ of, image, isOpen, onAccepting }: ButtonsProps) {
  const t = useWords();
  const letter = useKeyLetters();
  const takeBack = useTakeBack();
  const accepted = image.findings.filter((one) => one.accepted !== null).map((one) => one.key);
  return (
    <div className={styles.buttons}>
      {isOpen && (
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<Kbd size="xs">{letter('KeyX')}</Kbd>}
          onClick={() => onAccepting(true)}
        >
          {t('collection:accept.open')}
        </Button>
      )}
      {accepted.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={takeBack.isPending}
          onClick={() => takeBack.mutate({ ...of, keys: accepted, reason: null })}
        >
          {t('collection:accept.take_back')}
        </Button>
      )}
    </div>
  );
}

/** Findings that were accepted count again. */
export function useTakeBack() {
  const t = useWords();
  const done = useDone();
  return useWrite('annotation.acceptImageFindings', {
    onSuccess: () => done(t('collection:accept.taken_back')),
  });
}
