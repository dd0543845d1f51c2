import { Select } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';
import type { ImportDecision, ImportPreviewRow } from '../../shared/contract/roster-import.ts';
import { dateText, numberText, useWords } from '../app/words.ts';
import styles from './import-rows.module.css';
import room from './room.module.css';
import { apart, type Say, useSay } from './say.ts';

interface Props {
  row: ImportPreviewRow;
  decision: ImportDecision | undefined;
  onDecide: (row: number, decision: ImportDecision) => void;
}

const short: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/** One row of the list: who it speaks of, what happens, and why. */
export const ImportLine = memo(function ImportLine({ row, decision, onDecide }: Props) {
  const t = useWords();
  const facts = [row.birthDate && dateText(row.birthDate, short), row.email, ...row.cohorts].filter(Boolean);
  return (
    <div className={styles.line} data-verdict={row.verdict}>
      <span className={styles.lineNumber}>{numberText(row.line, { useGrouping: false })}</span>
      <span className={styles.rowName} dir="auto">
        {row.name || '–'}
      </span>
      <span>
        <span className={styles.verdict} data-kind={row.verdict}>
          {t(`roster:import.verdict.${row.verdict}`)}
        </span>
      </span>
      <span className={styles.facts} dir="auto" title={[row.phone, ...facts].filter(Boolean).join(' · ')}>
        {row.phone && <span className={room.ltr}>{row.phone}</span>}
        {row.phone && facts.length > 0 && ' · '}
        {facts.join(' · ')}
      </span>
      <Reasons row={row} />
      {row.verdict === 'possible_duplicate' && <Decide row={row} decision={decision} onDecide={onDecide} />}
    </div>
  );
});

function Reasons({ row }: { row: ImportPreviewRow }) {
  const t = useWords();
  const say = useSay();
  const sentences: { text: string; grave: boolean }[] = row.faults.map((fault) => {
    const column = fault.column === null ? t('roster:import.row') : apart(`“${fault.column}”`);
    const typed = Object.entries(fault.params ?? {}).map(([name, one]) => [
      name,
      typeof one === 'string' ? apart(one) : one,
    ]);
    const value = apart(fault.value ?? '');
    const text = say('roster:import.faults', fault.code, { ...Object.fromEntries(typed), column, value });
    return {
      text: text === fault.code ? t('roster:import.faults.other', { column, value }) : text,
      grave: fault.severity === 'fault',
    };
  });
  if (row.repeatsLine !== null) {
    sentences.unshift({ text: t('roster:import.repeats', { line: row.repeatsLine }), grave: false });
  }
  const here = aboutHere(row, t, say);
  if (here) sentences.unshift({ text: here, grave: false });
  if (sentences.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {sentences.map(({ text, grave }) => (
        <li key={text} data-grave={grave || undefined}>
          {grave ? <IconAlertTriangle size={14} aria-hidden /> : <IconInfoCircle size={14} aria-hidden />}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the row adds to who is here, and how she is called here if that is not the same. */
function aboutHere(row: ImportPreviewRow, t: ReturnType<typeof useWords>, say: Say): string | null {
  if (row.person === null) return null;
  const name = apart(row.person.name);
  const what = row.fills.map((fact) => say('roster:import.facts', fact)).join(', ');
  if (what) return t('roster:import.fills', { name, what });
  return row.person.name === row.name ? null : t('roster:import.is_here', { name });
}

type Match = ImportPreviewRow['matches'][number];

const keyOf = (match: Match): string => (match.person ? `same:${match.person.id}` : `row:${match.row}`);

function keyOfDecision(decision: ImportDecision | undefined): string {
  switch (decision?.kind) {
    case 'new':
      return 'new';
    case 'same':
      return `same:${decision.personId}`;
    case 'same_row':
      return `row:${decision.row}`;
    default:
      return 'skip';
  }
}

function decisionOf(key: string): ImportDecision {
  if (key === 'new') return { kind: 'new' };
  if (key.startsWith('same:')) return { kind: 'same', personId: key.slice(5) };
  if (key.startsWith('row:')) return { kind: 'same_row', row: Number(key.slice(4)) };
  return { kind: 'skip' };
}

/** Who a row speaks of is for a person to say: nothing is joined or added before. */
function Decide({ row, decision, onDecide }: Props) {
  const t = useWords();
  const fields = (list: readonly Match['same'][number][]): string =>
    list.map((field) => t(`roster:import.match.${field}`)).join(', ');
  const about = (match: Match): string =>
    [
      match.same.length > 0 && t('roster:import.same', { fields: fields(match.same) }),
      match.differs.length > 0 && t('roster:import.differs', { fields: fields(match.differs) }),
    ]
      .filter(Boolean)
      .join(', ');
  const who = (match: Match): string =>
    match.person
      ? t('roster:import.decide_same', { name: match.person.name })
      : t('roster:import.decide_same_row', { line: match.line ?? 0 });
  return (
    <Select
      className={styles.decide}
      size="xs"
      aria-label={`${t('roster:import.decide')} ${row.name}`}
      data={[
        { value: 'skip', label: t('roster:import.decide_skip') },
        ...row.matches.map((match) => ({ value: keyOf(match), label: `${who(match)} (${about(match)})` })),
        { value: 'new', label: t('roster:import.decide_new') },
      ]}
      allowDeselect={false}
      value={keyOfDecision(decision)}
      onChange={(key) => onDecide(row.row, decisionOf(key ?? 'skip'))}
    />
  );
}
