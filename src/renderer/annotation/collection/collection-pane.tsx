import { Button, SegmentedControl } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconListDetails } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useStable } from '../../app/use-stable.ts';
import { numberText, useWords } from '../../app/words.ts';
import { onDemand } from '../../ui/on-demand.tsx';
import { withComma } from '../../ui/with-comma.ts';
import styles from './collection.module.css';
import { ImageDetail, useTakeBack } from './image-detail.tsx';
import { ImageTile } from './image-tile.tsx';
import { KeyHints } from './key-hints.tsx';
import { type ImageAct, imageAct, isElsewhere, walk } from './keys.ts';
import { RunLine } from './run-line.tsx';
import { isFound, type Of, useSheet } from './use-sheet.ts';
import { useThumbnails } from './use-thumbnails.ts';

const AtLarge = onDemand(() => import('./at-large.tsx'), 'AtLarge');

type Collection = NonNullable<Output<'annotation.collection'>['collection']>;

interface Props {
  of: Of;
  files: readonly { type: string }[];
  may: boolean;
  hideNames: boolean;
  /** What stands here for work that is no collection of images. */
  children: ReactNode;
}

/** The images that a learner collected, held to what they are asked for; the ones that do not pass first. */
export function CollectionPane({ of, files, may, hideNames, children }: Props) {
  const t = useWords();
  const { assessmentId, attemptId } = of;
  const answer = useCall('annotation.collection', { assessmentId, attemptId }, { enabled: files.length > 0 });
  const pictures = files.filter(({ type }) => type.startsWith('image/')).length;
  if (!answer.data?.hasBrief)
    return (
      <>
        {/* Pictures alone, and nothing to score them against: this is what a brief is for. */}
        {may && answer.data && pictures > 0 && pictures === files.length && (
          <p className={styles.ask}>
            {t('collection:ask')}{' '}
            <Link href={`/grading/${assessmentId}/brief`}>{t('collection:ask_link')}</Link>
          </p>
        )}
        {children}
      </>
    );
  const { collection, running } = answer.data;
  const run = (
    <RunLine assessmentId={assessmentId} running={running} state={collection?.state ?? 'waiting'} may={may} />
  );
  return (
    <section className={styles.pane} aria-label={t('collection:title')} data-collection>
      {run}
      {collection ? (
        <Judged key={attemptId} of={of} collection={collection} may={may} hideNames={hideNames} />
      ) : (
        children
      )}
    </section>
  );
}

/** So many small pictures are drawn at first. */
const SHOWN = 120;

interface JudgedProps extends Pick<Props, 'of' | 'may' | 'hideNames'> {
  collection: Collection;
}

function Judged({ of, collection, may, hideNames }: JudgedProps) {
  const t = useWords();
  const fault = useFault();
  const sheet = useSheet(of, collection.images, collection.judgedAt);
  const some = sheet.images.some(isFound);
  const [all, setAll] = useState(!some);
  const [most, setMost] = useState(SHOWN);
  const takeBack = useTakeBack();
  const listed = sheet.images.filter((one) => all || isFound(one));
  const shown = listed.slice(0, most);
  const thumbnails = useThumbnails(
    of,
    collection.images.map(({ file }) => file),
    collection.judgedAt,
  );

  const act = useStable((what: ImageAct): void => {
    const { image } = sheet;
    if (!image) return;
    if (what === 'large') sheet.setLarge(true);
    else if (what !== 'accept') {
      const row = listed.map((one) => ({ path: one.path, found: isFound(one) }));
      const path = walk(row, image.path, what);
      setMost((now) => Math.max(now, listed.findIndex((one) => one.path === path) + 1));
      sheet.pick(path);
    } else if (may && image.findings.length > 0) {
      if (image.findings.some((one) => one.accepted === null)) sheet.setAccepting(true);
      else {
        const { assessmentId, attemptId } = of;
        takeBack.mutate({
          assessmentId,
          attemptId,
          keys: image.findings.map((one) => one.key),
          reason: null,
        });
      }
    }
  });
  useWindowEvent('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey || event.isComposing || sheet.large) return;
    if (isElsewhere(event.target, false)) return;
    const what = imageAct(event);
    if (!what) return;
    event.preventDefault();
    act(what);
  });
  const pick = useStable((path: string): void => {
    if (sheet.image?.path === path) sheet.setLarge(true);
    else sheet.pick(path);
  });

  if (collection.failure)
    return (
      <p role="alert" className={styles.failed}>
        {fault(new AppError({ code: 'corrupt', ...collection.failure }))}
      </p>
    );
  return (
    <>
      <Head of={of} collection={collection} all={all} some={some} onAll={setAll} />
      <div className={styles.sheet} data-sheet>
        {shown.map((image) => (
          <ImageTile
            key={image.path}
            image={image}
            address={thumbnails.get(image.file) ?? null}
            selected={sheet.image?.path === image.path}
            onPick={pick}
          />
        ))}
        {listed.length > shown.length && (
          <Button variant="default" className={styles.more} onClick={() => setMost(most + SHOWN)}>
            {t('collection:more', { count: listed.length - shown.length })}
          </Button>
        )}
      </div>
      {sheet.image && !sheet.large && (
        <ImageDetail
          of={of}
          image={sheet.image}
          images={sheet.images}
          hideNames={hideNames}
          may={may}
          accepting={sheet.accepting}
          onAccepting={sheet.setAccepting}
          onBeside={sheet.setBeside}
        />
      )}
      <KeyHints />
      {sheet.large && (
        <AtLarge
          sheet={sheet}
          may={may}
          hideNames={hideNames}
          onAct={act}
          onClose={() => sheet.setLarge(false)}
        />
      )}
    </>
  );
}

interface HeadProps {
  of: Of;
  collection: Collection;
  all: boolean;
  some: boolean;
  onAll: (all: boolean) => void;
}

/** How many pass, of each class too, and which are shown. */
function Head({ of, collection, all, some, onAll }: HeadProps) {
  const t = useWords();
  const { totals, least, classes, others } = collection;
  const { passing, given } = totals;
  return (
    <header className={styles.head}>
      <p className={styles.totals} data-totals>
        <b>{t('collection:pass', { passing: numberText(passing), given: numberText(given) })}</b>{' '}
        <span className={styles.muted}>
          {withComma(
            least > 0 && t('collection:wanted', { least: numberText(least) }),
            others > 0 && t('collection:others', { count: others }),
          )}
        </span>
      </p>
      <span className={styles.grow} />
      {some && (
        <SegmentedControl
          size="xs"
          aria-label={t('collection:show.label')}
          data={[
            { value: 'found', label: t('collection:show.found') },
            { value: 'all', label: t('collection:show.all') },
          ]}
          value={all ? 'all' : 'found'}
          onChange={(value) => onAll(value === 'all')}
        />
      )}
      <Button
        component={Link}
        href={`/grading/${of.assessmentId}/brief`}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconListDetails size={14} aria-hidden />}
      >
        {t('collection:asked')}
      </Button>
      {classes.length > 0 && (
        <ul className={styles.classes}>
          {classes.map((one) => (
            <li key={one.name} data-full={one.passing >= one.least || undefined}>
              <bdi>{one.name}</bdi>{' '}
              {t('collection:of', { passing: numberText(one.passing), least: numberText(one.least) })}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
