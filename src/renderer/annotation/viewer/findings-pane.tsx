import { Button, Kbd, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { useMay } from '../../app/use-may.ts';
import { numberText, useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { findingText, whereText } from './finding-words.ts';
import type { Finding, ScoredImage } from './scene.ts';
import { openFindings, shownFindings } from './steps.ts';
import { toneOf } from './tones.ts';
import type { Acceptance } from './use-acceptance.ts';
import type { Viewer } from './use-viewer.ts';
import styles from './viewer.module.css';

interface Props {
  viewer: Viewer;
  acceptance: Acceptance;
}

const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** What was found in the image one looks at, in plain words. */
export function FindingsPane({ viewer, acceptance }: Props) {
  const t = useWords();
  const { work, filter } = viewer;
  const { score, image, now, at } = work;
  const shown = now ? shownFindings(now, filter) : [];
  const open = now ? openFindings(now, filter).length : 0;
  const all = work.images.reduce((sum, one) => sum + openFindings(one, filter).length, 0);
  const totals = score?.totals;
  return (
    <section className={styles.findings} aria-label={t('viewer:findings')}>
      <header className={styles.findingsHead}>
        <b data-open-findings={open}>{t('viewer:here', { count: open })}</b>
        <span className={styles.muted} data-findings-in-all={all}>
          {t('viewer:in_all', { all: numberText(all) })}
          {totals && (
            <>
              {' '}
              · {t('assessments:figures.f1')} <span data-f1>{numberText(totals.f1, two)}</span> ·{' '}
              {t('assessments:figures.quality')} {numberText(totals.quality, two)} ·{' '}
              {t('assessments:figures.labelAccuracy')} {numberText(totals.labelAccuracy, two)}
            </>
          )}
        </span>
      </header>
      {score?.state === 'stale' && <p className={styles.stale}>{t('viewer:stale')}</p>}
      {image && <TagsLine image={image} />}
      {image && shown.length === 0 && (
        <p className={styles.none}>
          <IconCircleCheck size={17} aria-hidden />
          {t(filter ? 'viewer:none_like' : 'viewer:nothing_here')}
        </p>
      )}
      <ul className={styles.list}>
        {image &&
          shown.map((index) => {
            const finding = image.findings[index];
            return (
              finding && (
                <FindingRow
                  key={finding.key}
                  viewer={viewer}
                  acceptance={acceptance}
                  finding={finding}
                  index={index}
                  isSelected={index === at?.finding}
                />
              )
            );
          })}
      </ul>
    </section>
  );
}

/** Labels of the image as a whole have no place in it. */
function TagsLine({ image }: { image: ScoredImage }) {
  const t = useWords();
  if (image.reference.tags.length + image.learner.tags.length === 0) return null;
  const listed = (side: 'reference' | 'learner'): string =>
    withComma(...image[side].tags.map(({ label }) => `\u2068${label}\u2069`)) || '–';
  return (
    <p className={styles.tags}>
      {t('viewer:tags_learner', { list: listed('learner') })} ·{' '}
      {t('viewer:tags_reference', { list: listed('reference') })}
    </p>
  );
}

interface RowProps extends Props {
  finding: Finding;
  index: number;
  isSelected: boolean;
}

function FindingRow({ viewer, acceptance, finding, index, isSelected }: RowProps) {
  const t = useWords();
  const letter = useKeyLetters();
  const row = useRef<HTMLLIElement>(null);
  const { work, words, scene } = viewer;
  const { image, at } = work;
  const mayAccept = useMay('grade.give');
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  if (!image || !at) return null;
  const bounds = scene?.marks[index]?.bounds;
  const where = bounds && scene && saysWhere.has(finding.code) ? whereText(words, bounds, scene.size) : null;
  const { iou } = finding.params;
  const { accepted } = finding;
  const isAsked = isSelected && viewer.isAccepting && !accepted;
  return (
    <li
      ref={row}
      className={styles.finding}
      data-finding={finding.code}
      data-selected={isSelected || undefined}
      data-accepted={accepted ? '' : undefined}
    >
      <button
        type="button"
        className={styles.findingButton}
        aria-current={isSelected || undefined}
        onClick={() => work.go({ image: at.image, finding: index })}
      >
        <span className={styles.dot} data-tone={toneOf(finding.code)} />
        {/* Two of the same kind are told apart by it, also where they are read out. */}
        <span className={styles.number}>{numberText(index + 1)}</span>
        <span className={styles.findingText}>
          {words.list([findingText(words, image, finding), where])}
          {accepted && (
            <span className={styles.reason}>
              {' '}
              {t('viewer:fine', { reason: `\u2068${accepted.reason}\u2069` })}
            </span>
          )}
        </span>
        {typeof iou === 'number' && !isAsked && (
          <span className={styles.iou}>{t('viewer:iou', { iou: numberText(iou, two) })}</span>
        )}
      </button>
      {isSelected && mayAccept && !isAsked && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={acceptance.isBusy}
          rightSection={<Kbd size="xs">{letter('KeyX')}</Kbd>}
          onClick={() => viewer.act({ kind: 'accept' })}
        >
          {t(accepted ? 'viewer:take_back' : 'viewer:accept')}
        </Button>
      )}
      {isAsked && (
        <AskWhy
          isBusy={acceptance.isBusy}
          onLeave={() => viewer.setAccepting(false)}
          onSay={(reason) => {
            viewer.setAccepting(false);
            acceptance.accept(finding.key, reason);
          }}
        />
      )}
    </li>
  );
}

/** What is drawn at one side only is found by where it is. */
const saysWhere = new Set(['missing', 'extra', 'duplicate']);

let lastReason = '';

interface AskProps {
  isBusy: boolean;
  onSay: (reason: string) => void;
  onLeave: () => void;
}

/** Why the finding is fine; the last reason stands there already. */
function AskWhy({ isBusy, onSay, onLeave }: AskProps) {
  const t = useWords();
  const [reason, setReason] = useState(lastReason || t('viewer:usual_reason'));
  return (
    <form
      className={styles.why}
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim();
        if (said === '') return;
        lastReason = said;
        onSay(said);
      }}
    >
      <TextInput
        size="xs"
        flex={1}
        autoFocus
        maxLength={500}
        aria-label={t('viewer:why')}
        placeholder={t('viewer:why')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <Button type="submit" size="compact-sm" loading={isBusy} disabled={reason.trim() === ''}>
        {t('viewer:accept')}
      </Button>
    </form>
  );
}
