import { Button, Loader } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import type { ImportDecision } from '../../shared/contract/roster-import.ts';
import { AppError } from '../../shared/result.ts';
import type { ConsentPurpose } from '../../shared/rules/learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import styles from './import.module.css';
import { ImportColumns } from './import-columns.tsx';
import { ImportDates } from './import-dates.tsx';
import { choiceOf, firstInto, ImportInto, type Into, startOf } from './import-into.tsx';
import { ImportOptions } from './import-options.tsx';
import { ImportRows } from './import-rows.tsx';
import side from './import-side.module.css';
import room from './room.module.css';
import type { Reading, useImport } from './use-import.ts';

type Preview = Output<'roster.importPreview'>;
type State = ReturnType<typeof useImport>['state'];

interface Props {
  jobId: string;
  preview: Preview;
  state: State;
  onChange: (reading: Reading) => void;
  onCancel: () => void;
  onPick: () => void;
  onDone: (result: Output<'roster.commitImport'>) => void;
}

/** Whether a decision is still one to choose from after the list was read again. */
function mayBe(open: Preview['undecided'][number] | undefined, decision: ImportDecision): boolean {
  if (decision.kind === 'same') return open?.people.includes(decision.personId) ?? false;
  if (decision.kind === 'same_row') return open?.rows.includes(decision.row) ?? false;
  return open !== undefined;
}

/** What an import would do, row by row, with everything that can be said otherwise beside it. */
export function ImportReview({ jobId, preview, state, onChange, onCancel, onPick, onDone }: Props) {
  const t = useWords();
  const { cohorts, today } = useCall('roster.cohorts', {}).data ?? { cohorts: [], today: null };
  const [into, setInto] = useState<Into | null>(null);
  const [purpose, setPurpose] = useState<ConsentPurpose>('training');
  const [decided, setDecided] = useState<{ list: string; by: ReadonlyMap<number, ImportDecision> }>({
    list: '',
    by: new Map(),
  });
  // The rows keep their numbers, and what was decided about them, as long as the same lines are read.
  const list = [preview.sheet, preview.encoding, preview.delimiter, preview.headerLine].join();
  const decisions = useMemo(() => {
    const open = new Map(preview.undecided.map((one) => [one.row, one]));
    const known = decided.list === list ? [...decided.by] : [];
    return new Map(known.filter(([row, decision]) => mayBe(open.get(row), decision)));
  }, [decided, list, preview.undecided]);
  const chosen = into ?? firstInto(preview, cohorts, t('roster:import.first_cohort', { number: 1 }));
  const hasConsent = preview.mapping.columns.some(({ field }) => field === 'consent');
  const hasName = preview.mapping.columns.some(({ field }) =>
    ['fullName', 'firstName', 'lastName'].includes(field),
  );

  return (
    <>
      <header className={room.head}>
        <div className={room.title}>
          <h1 dir="auto">{preview.fileName}</h1>
          <p>{t('roster:import.rows', { count: preview.rows })}</p>
        </div>
        {state.progress && (
          <span className={styles.again}>
            <Loader size="xs" />
            {state.progress.total
              ? t('roster:import.reading_rows', { done: state.progress.done, total: state.progress.total })
              : t('roster:import.reading', { name: '' })}
            <Button variant="subtle" size="compact-sm" onClick={onCancel}>
              {t('cancel')}
            </Button>
          </span>
        )}
        <ImportOptions preview={preview} reading={state.reading} onChange={onChange} />
        <Button variant="default" onClick={onPick}>
          {t('roster:import.again')}
        </Button>
      </header>
      {state.failure && (
        <p role="alert" className={room.fault}>
          {state.failure}
        </p>
      )}
      <div className={styles.review}>
        <ImportRows
          key={list}
          jobId={jobId}
          preview={preview}
          decisions={decisions}
          onDecide={(row, decision) => setDecided({ list, by: new Map(decisions).set(row, decision) })}
        />
        <aside className={side.side}>
          <ImportDates preview={preview} reading={state.reading} onChange={onChange} />
          <ImportInto
            into={chosen}
            onChange={setInto}
            preview={preview}
            cohorts={cohorts}
            purpose={hasConsent ? purpose : null}
            onPurpose={setPurpose}
          />
          <ImportColumns
            preview={preview}
            reading={state.reading}
            onChange={(mapping) => onChange({ mapping })}
          />
        </aside>
      </div>
      <Footer
        jobId={jobId}
        preview={preview}
        decisions={decisions}
        into={chosen}
        today={today}
        purpose={purpose}
        blocked={state.progress !== null || !hasName}
        onStale={() => onChange({})}
        onDone={onDone}
      />
    </>
  );
}

interface FooterProps {
  jobId: string;
  preview: Preview;
  decisions: ReadonlyMap<number, ImportDecision>;
  into: Into;
  today: string | null;
  purpose: ConsentPurpose;
  blocked: boolean;
  onStale: () => void;
  onDone: (result: Output<'roster.commitImport'>) => void;
}

function Footer({ jobId, preview, decisions, into, today, purpose, blocked, onStale, onDone }: FooterProps) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const { totals, fillable, enrollable } = preview;
  const answers = [...decisions.values()].map((decision) => decision.kind);
  const people = (totals.new ?? 0) + answers.filter((kind) => kind === 'new').length;
  const joined = answers.filter((kind) => kind === 'same' || kind === 'same_row').length;
  const undecided = preview.undecided.length - answers.filter((kind) => kind !== 'skip').length;
  const left = (totals.fault ?? 0) + (totals.not_a_learner ?? 0);
  const here = totals.already_here ?? 0;
  const mayEnroll =
    into.kind === 'column' ? enrollable > 0 : (into.kind === 'existing' || into.kind === 'new') && here > 0;
  const something = people > 0 || joined > 0 || fillable > 0 || mayEnroll;
  const cohort = choiceOf(into);
  const dates = preview.dateQuestions.length > 0;
  const write = useWrite('roster.commitImport', {
    onSuccess: (result) => {
      const count = result.added > 0 ? result.added : result.filled;
      if (count > 0 || result.enrolled > 0)
        done(t(result.added > 0 ? 'roster:import.done_toast' : 'roster:import.done_toast_filled', { count }));
      onDone(result);
    },
    onError: (error) => {
      if (error instanceof AppError && error.failure.reason === 'import_stale') onStale();
    },
  });
  const notes = [
    undecided > 0 && t('roster:import.undecided', { count: undecided }),
    fillable > 0 && t('roster:import.fillable', { count: fillable }),
    preview.notices > 0 && t('roster:import.notices', { count: preview.notices }),
    preview.nationalPhones && t('roster:import.national_phones'),
    left > 0 && t('roster:import.left_out', { count: left }),
  ].filter(Boolean);
  const need = dates
    ? t('roster:import.date_needed')
    : cohort === null
      ? t('roster:import.need_cohort')
      : null;
  return (
    <footer className={`${room.card} ${styles.footer}`}>
      <div className={styles.notes}>
        {write.isError ? (
          <p role="alert" className={room.fault}>
            {fault(write.error)}
          </p>
        ) : (
          <>
            {something && need && <b>{need}</b>} {notes.join(' ')}
          </>
        )}
      </div>
      <Button
        size="md"
        data-import
        loading={write.isPending}
        disabled={blocked || !something || need !== null}
        onClick={() =>
          cohort !== null &&
          write.mutate({
            jobId,
            decisions: [...decisions].map(([row, decision]) => ({ row, decision })),
            cohort,
            startsOn: startOf(into, today),
            purpose,
          })
        }
      >
        {people > 0
          ? t('roster:import.go', { count: people })
          : t(something ? 'roster:import.go_update' : 'roster:import.go_nothing')}
      </Button>
    </footer>
  );
}
