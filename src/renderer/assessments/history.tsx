import { IconArrowRight } from '@tabler/icons-react';
import type { GradeHistoryEntry, GradeSaying } from '../../shared/contract/assessments-gradebook.ts';
import type { RubricContent } from '../../shared/contract/assessments-values.ts';
import type { Scale } from '../../shared/rules/scales.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, instantText, numberText, useWords, type Words } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { withComma } from '../ui/with-comma.ts';
import styles from './history.module.css';
import { enteredText, tenthsText } from './shown.ts';
import { said } from './wording.ts';

interface Props {
  assessmentId: string;
  learnerId: string;
  name: string;
  scale: Scale;
  rubrics: readonly { content: RubricContent }[];
  onClose: () => void;
}

/** Who graded what, when, from what to what, why and where. */
export function GradeHistory({ assessmentId, learnerId, name, scale, rubrics, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const history = useCall('assessments.gradeHistory', { assessmentId, learnerId });
  return (
    <DialogFrame title={t('assessments:history.title', { name })} onClose={onClose} size={680}>
      {history.isError && <p role="alert">{fault(history.error)}</p>}
      {!history.data && !history.isError && <Waiting />}
      {history.data?.entries.length === 0 && <p>{t('assessments:history.none')}</p>}
      <ol className={styles.entries} data-history>
        {history.data?.entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is past never changes places
          <Entry key={index} entry={entry} scale={scale} rubrics={rubrics} />
        ))}
      </ol>
    </DialogFrame>
  );
}

const when: Intl.DateTimeFormatOptions = {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
};

function Entry({ entry, scale, rubrics }: { entry: GradeHistoryEntry } & Pick<Props, 'scale' | 'rubrics'>) {
  const t = useWords();
  const say = (one: GradeSaying | null): string =>
    one === null ? t('assessments:history.nothing') : sayingText(t, one, entry.criterionId, scale, rubrics);
  const before = entry.from.length > 0 ? entry.from.map(say) : [];
  return (
    <li>
      <p className={styles.head}>
        <b>{entry.by ? <bdi>{entry.by}</bdi> : t('assessments:history.by_program')}</b>{' '}
        {instantText(entry.at, when)}
        {!entry.here && (
          <>
            {' · '}
            <bdi>{entry.device}</bdi>
          </>
        )}
        {entry.undo && <span className={styles.tag}>{t('assessments:history.undo')}</span>}
      </p>
      <p>
        <span className={styles.what}>
          {t(`assessments:history.what.${entry.what}`)}
          {entry.criterion && (
            <>
              {' '}
              <bdi>{said(entry.criterion)}</bdi>
            </>
          )}
          {entry.attempt !== null && entry.attempt > 1 && (
            <> ({t('assessments:desk.attempt', { number: numberText(entry.attempt) })})</>
          )}
          :
        </span>{' '}
        {before.length > 0 && (
          <>
            <span className={styles.from} dir="auto">
              {before.join(' | ')}
            </span>{' '}
            <IconArrowRight size={12} className={styles.flip} aria-hidden />{' '}
          </>
        )}
        <span dir="auto">{say(entry.to)}</span>
      </p>
      {entry.why && (
        <p className={styles.what} dir="auto">
          {t('assessments:history.why', { why: entry.why })}
        </p>
      )}
    </li>
  );
}

function sayingText(
  t: Words,
  one: GradeSaying,
  criterionId: string | null,
  scale: Scale,
  rubrics: Props['rubrics'],
): string {
  switch (one.kind) {
    case 'choice': {
      const { choice } = one;
      if ('points' in choice) return tenthsText(choice.points);
      const levels = rubrics.flatMap(
        ({ content }) => content.criteria.find((each) => each.id === criterionId)?.levels ?? [],
      );
      const level = levels.find((each) => each.id === choice.level);
      return level ? said(level.title) : choice.level;
    }
    case 'score':
      return withComma(enteredText(t, one.score, scale), one.why);
    case 'text':
      return one.text;
    case 'day':
      return withComma(one.on && dateText(one.on), one.text);
    case 'outcome':
      return withComma(t(`assessments:outcome.${one.outcome}`), one.text);
    case 'at':
      return instantText(one.at, when);
    case 'files':
      return withComma(...one.names);
    case 'figures':
      return withComma(
        ...Object.entries(one.figures).map(
          ([name, value]) => `${name} ${numberText(value, { maximumFractionDigits: 2 })}`,
        ),
      );
    case 'version':
      return one.number === null ? '' : t('assessments:rubric.version', { number: numberText(one.number) });
  }
}
