import { ActionIcon, Menu } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconAlertTriangle, IconDots } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { useFault } from '../../app/use-fault.ts';
import { numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { figureText } from '../figure-text.ts';
import styles from './scores.module.css';

export type ScoredAttempt = Output<'annotation.scores'>['attempts'][number];

interface Props {
  assessmentId: string;
  attempts: readonly ScoredAttempt[];
  onSaveAs: (attempt: ScoredAttempt) => void;
}

const figures = ['f1', 'quality', 'taskScore'] as const;

/** Everybody's work, the worst first. Up and down go through it, Enter opens what is looked at. */
export function ScoreTable({ assessmentId, attempts, onSaveAs }: Props) {
  const t = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const perLearner = Map.groupBy(attempts, (one) => one.learnerId);

  useWindowEvent('keydown', (event) => {
    const by = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]')) return;
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-score-link]') ?? [])];
    const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  });

  return (
    <table className={room.table}>
      <thead>
        <tr>
          <th scope="col">{t('scores:table.learner')}</th>
          {figures.map((figure) => (
            <th key={figure} scope="col" className={room.end} title={t(`scores:explain.${figure}`)}>
              {t(`assessments:figures.${figure}`)}
            </th>
          ))}
          <th scope="col" className={room.end}>
            {t('scores:table.findings')}
          </th>
          <th scope="col" className={room.end}>
            {t('scores:table.accepted')}
          </th>
          <th scope="col">{t('scores:table.state')}</th>
          <td />
        </tr>
      </thead>
      <tbody ref={body}>
        {attempts.map((attempt) => (
          <Row
            key={attempt.attemptId}
            assessmentId={assessmentId}
            attempt={attempt}
            several={(perLearner.get(attempt.learnerId)?.length ?? 1) > 1}
            onSaveAs={() => onSaveAs(attempt)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  assessmentId: string;
  attempt: ScoredAttempt;
  /** She handed in more than once. */
  several: boolean;
  onSaveAs: () => void;
}

function Row({ assessmentId, attempt, several, onSaveAs }: RowProps) {
  const t = useWords();
  const fault = useFault();
  const { attemptId, learnerId, name, number, state, totals, findings, accepted, failure } = attempt;
  const onDesk = `/grading/${assessmentId}?learner=${learnerId}`;
  return (
    <tr data-score-row={attemptId} data-state={state}>
      <td>
        <Link
          href={totals ? `/grading/${assessmentId}/work/${attemptId}` : onDesk}
          className={room.name}
          data-score-link
        >
          <bdi>{name}</bdi>
        </Link>
        {several && (
          <span className={styles.attempt}>
            {t('assessments:desk.attempt', { number: numberText(number) })}
          </span>
        )}
      </td>
      {totals ? (
        <>
          {figures.map((figure) => (
            <td key={figure} className={room.end}>
              {figureText(totals[figure])}
              {figure === 'taskScore' && (
                <span className={styles.meter} aria-hidden>
                  <span style={{ inlineSize: `${100 * totals.taskScore}%` }} />
                </span>
              )}
            </td>
          ))}
          <td className={room.end}>{numberText(findings)}</td>
          <td className={room.end}>{accepted > 0 ? numberText(accepted) : ''}</td>
        </>
      ) : (
        <td colSpan={5} className={styles.why}>
          {failure ? (
            <>
              <span>
                {fault(new AppError({ code: 'validation', reason: failure.reason, params: failure.params }))}
              </span>
              <span className={room.muted}>{t('scores:table.failed_do')}</span>
            </>
          ) : null}
        </td>
      )}
      <td>
        <span className={styles.state} data-state={state}>
          {(state === 'failed' || state === 'stale') && <IconAlertTriangle size={14} aria-hidden />}
          {t(`scores:state.${state}`)}
        </span>
      </td>
      <td className={room.end}>
        <Menu position="bottom-end" transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <ActionIcon
              aria-label={
                several
                  ? t('scores:table.more_attempt', { name, number: numberText(number) })
                  : t('assessments:more_of', { name })
              }
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={Link} href={onDesk}>
              {t('scores:table.on_desk')}
            </Menu.Item>
            <Menu.Item disabled={!totals} onClick={onSaveAs}>
              {t('scores:save.open')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}
