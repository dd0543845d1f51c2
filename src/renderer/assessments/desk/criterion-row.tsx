import { IconAlertTriangle, IconCheck, IconDots } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Entered } from '../../../shared/rules/scales.ts';
import { useMeant } from '../../app/meant.ts';
import { numberText, useWords } from '../../app/words.ts';
import { tenthsText } from '../shown.ts';
import { said } from '../wording.ts';
import styles from './desk.module.css';
import { type Attempt, type Level, type Part, placeOf, sameChoice, score, storedOf } from './parts.ts';
import { figureName } from './work-pane.tsx';

interface Props {
  part: Part;
  attempt: Attempt;
  meant: Parameters<typeof useMeant<Entered | string | null>>[0];
  /** Digits so far, where points are typed. */
  typed: string;
  /** One criterion has the room for all that its levels say. */
  wide: boolean;
  readOnly: boolean;
  focused: boolean;
  onPick: (part: string) => void;
  onChoose: (value: Entered | null) => void;
}

/** One criterion: its levels by their digits, what is proposed, what is chosen, and whether the disk has it. */
export function CriterionRow({
  part,
  attempt,
  meant,
  typed,
  wide,
  readOnly,
  focused,
  onPick,
  onChoose,
}: Props) {
  const t = useWords();
  const box = useRef<HTMLFieldSetElement>(null);
  const one = useMeant(meant, placeOf(attempt.id, part.id, 'choice'));
  const stored = storedOf(attempt, part.id);
  const value = one && typeof one.value !== 'string' ? one.value : stored;
  const view = attempt.criteria.find((each) => each.criterionId === part.id);
  const proposal = view?.proposal ?? null;
  useEffect(() => {
    if (focused) box.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const title = part.title ? said(part.title) : t('assessments:desk.score');
  return (
    <fieldset
      ref={box}
      className={styles.row}
      data-criterion={part.id}
      onFocus={() => !focused && onPick(part.id)}
    >
      <legend className={styles.rowTitle}>
        <span className={styles.rowName} dir="auto">
          {title}
        </span>
        <span className={styles.rowAside}>
          {proposal && (
            <span className={styles.muted}>
              {figureName(t, proposal.figure)} {numberText(proposal.value, { maximumFractionDigits: 2 })}
            </span>
          )}
          {view?.contested && (
            <span title={t('assessments:desk.contested')}>
              <IconAlertTriangle size={15} color="var(--late)" aria-label={t('assessments:desk.contested')} />
            </span>
          )}
          {one && !one.stored ? (
            <IconDots size={16} color="var(--muted)" aria-label={t('saving')} />
          ) : value !== null ? (
            <IconCheck
              size={16}
              stroke={2.2}
              color="var(--present)"
              aria-label={t('attendance:stored')}
              data-tick={part.id}
            />
          ) : (
            <span className={styles.tickPlace} />
          )}
        </span>
      </legend>
      {wide && said(part.description) !== '' && (
        <p className={styles.description} dir="auto">
          {said(part.description)}
        </p>
      )}
      {part.most === null ? (
        <div className={styles.levels} data-wide={wide || undefined}>
          {part.levels.map((level, index) => (
            <LevelButton
              key={JSON.stringify(level.value)}
              level={level}
              digit={index + 1}
              chosen={sameChoice(value, level.value)}
              proposed={proposal !== null && sameChoice(proposal.choice, level.value)}
              wide={wide}
              disabled={readOnly}
              onChoose={onChoose}
            />
          ))}
        </div>
      ) : (
        <Points part={part} value={value} typed={typed} proposal={proposal?.choice ?? null} />
      )}
      {one?.failure && (
        <p role="alert" className={styles.failure}>
          {one.failure}
        </p>
      )}
    </fieldset>
  );
}

interface LevelProps {
  level: Level;
  digit: number;
  chosen: boolean;
  proposed: boolean;
  wide: boolean;
  disabled: boolean;
  onChoose: (value: Entered) => void;
}

function LevelButton({ level, digit, chosen, proposed, wide, disabled, onChoose }: LevelProps) {
  const t = useWords();
  const title = level.word ? t(`assessments:scale.${level.word}`) : said(level.title);
  return (
    <button
      type="button"
      className={styles.level}
      aria-pressed={chosen}
      data-proposed={proposed || undefined}
      disabled={disabled}
      title={said(level.description) || title}
      onClick={() => onChoose(level.value)}
    >
      <span className={styles.digit}>
        {numberText(digit)}
        {level.points !== null && (
          <span className={styles.points}>
            {t('assessments:points', { points: tenthsText(level.points) })}
          </span>
        )}
      </span>
      <span className={styles.levelTitle} dir="auto">
        {title}
      </span>
      {wide && said(level.description) !== '' && (
        <span className={styles.description} dir="auto">
          {said(level.description)}
        </span>
      )}
      {proposed && <span className={styles.proposed}>{t('assessments:desk.proposed')}</span>}
    </button>
  );
}

interface PointsProps {
  part: Part;
  value: Entered | null;
  typed: string;
  proposal: Entered | null;
}

/** Points that are typed: they show as they are meant. */
function Points({ part, value, typed, proposal }: PointsProps) {
  const t = useWords();
  const points = value !== null && 'points' in value ? value.points : null;
  const shown = typed.endsWith('.') ? `${numberText(Number(typed))}${decimalSign()}` : null;
  return (
    <p
      className={styles.pointsTyped}
      data-typed={typed === '' ? undefined : typed}
      data-part={part.id === score || undefined}
    >
      <b>{shown ?? (points === null ? '–' : tenthsText(points))}</b>
      <span className={styles.muted}>
        {t('assessments:desk.of_points', { most: tenthsText(part.most ?? 0) })}
      </span>
      {proposal !== null && 'points' in proposal && (
        <span className={styles.proposedPoints}>
          {t('assessments:desk.proposed_points', { points: tenthsText(proposal.points) })}
        </span>
      )}
    </p>
  );
}

const decimalSign = (): string => numberText(1.5).replace(/[^.,٫]/g, '') || '.';
