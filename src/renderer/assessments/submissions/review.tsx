import { Button, Kbd } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { AppError } from '../../../shared/result.ts';
import { traces } from '../../../shared/rules/pictures.ts';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useLocalTime } from '../../app/use-local-time.ts';
import { useDone } from '../../app/use-undo.tsx';
import { bytesText, numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { withComma } from '../../ui/with-comma.ts';
import { ArrivalFields } from './arrival.tsx';
import { GroupList } from './group-list.tsx';
import { type Found, inOrder, nextToAsk, placeGroups, totalsOf, type Verdict, verdicts } from './groups.ts';
import { type Arrival, intake as current, type Intake } from './intake.ts';
import { RefusedList } from './refused-list.tsx';
import styles from './review.module.css';
import { Whose } from './whose.tsx';

interface Props {
  intake: Intake;
  jobId: string;
  error: unknown;
  today: string;
}

/** What was found among the files: whose each is, what is not taken in, and the one act that takes in the rest. */
export function Review({ jobId, ...rest }: Props) {
  const t = useWords();
  const fault = useFault();
  // It changes as the cohort does, and is gone once it is taken in.
  const found = useCall('assessments.submissions', { jobId });
  const gone = found.error ?? (isGone(rest.error) ? rest.error : null);
  if (gone)
    return (
      <Empty title={t('submissions:gone.title')} text={fault(gone)}>
        <p className={styles.about}>{t('submissions:gone.text')}</p>
        <Button autoFocus onClick={() => current.drop()}>
          {t('submissions:gone.again')}
        </Button>
      </Empty>
    );
  return found.data ? <ReviewOf key={jobId} found={found.data} {...rest} /> : <Waiting />;
}

const isGone = (error: unknown): boolean =>
  error instanceof AppError && ['submissions_gone', 'job_not_found'].includes(error.failure.reason ?? '');

type Shown = Verdict | 'all' | 'refused';

function ReviewOf({ found, intake, error, today }: Omit<Props, 'jobId'> & { found: Found }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const now = useLocalTime();
  const [came] = useState(now);
  const field = useFirstFocus<HTMLInputElement>();
  const go = useRef<HTMLButtonElement>(null);
  const order = useMemo(() => inOrder(found), [found]);
  const placed = useMemo(() => placeGroups(found, intake.decided), [found, intake.decided]);
  const totals = totalsOf(placed);
  const [wanted, setShown] = useState<Shown>('all');
  const [wantedFocus, setFocus] = useState<number | null>(
    () => nextToAsk(placed, order, -1) ?? order[0] ?? null,
  );
  const counts: [Shown, number][] = [
    ['all', placed.length],
    ...verdicts.map((one): [Shown, number] => [one, totals.groups[one]]),
    ['refused', found.refusedInAll],
  ];
  const chips = counts.filter(([one, count]) => count > 0 || one === 'all');
  const shown = chips.some(([one]) => one === wanted) ? wanted : 'all';
  const byGroup = new Map(placed.map((one) => [one.group.group, one]));
  const listed = order.flatMap((group) => {
    const one = byGroup.get(group);
    return one && (shown === 'all' || shown === one.verdict || group === wantedFocus) ? [one] : [];
  });
  const focused = byGroup.get(wantedFocus ?? -1) ?? listed[0];
  const arrival: Arrival = { on: today, at: came, source: 'folder', note: null, ...intake.arrival };

  const give = (learnerId: string | null): void => {
    if (!focused) return;
    const { group } = focused.group;
    current.decide(group, learnerId);
    const others = placed.filter((one) => one.group.group !== group);
    const next = nextToAsk(others, order, group);
    if (next !== null) setFocus(next);
    else go.current?.focus();
  };
  const move = (by: number): void => {
    const at = focused ? listed.indexOf(focused) : 0;
    const next = listed[Math.max(0, Math.min(listed.length - 1, at + by))];
    if (next) setFocus(next.group.group);
  };
  const takeIn = async (): Promise<void> => {
    if (totals.learners === 0) return;
    const taken = await current.take(arrival);
    if (taken && taken.attempts.length > 0)
      done(t('submissions:taken.toast', { count: taken.attempts.length }));
  };

  return (
    <>
      <div className={styles.review} data-intake="found">
        <div className={styles.main}>
          <div className={styles.chips} role="toolbar" aria-label={t('submissions:found.show')}>
            {chips.map(([one, count]) => (
              <button
                key={one}
                type="button"
                className={styles.chip}
                data-show={one}
                aria-pressed={shown === one}
                onClick={() => setShown(one)}
              >
                {t(`submissions:chips.${one}`)} <b>{numberText(count)}</b>
              </button>
            ))}
          </div>
          {shown === 'refused' ? (
            <RefusedList found={found} />
          ) : placed.length === 0 ? (
            <Empty title={t('submissions:found.nothing')} text={t('submissions:found.nothing_text')} />
          ) : (
            <GroupList
              groups={listed}
              focus={focused?.group.group ?? null}
              onFocus={setFocus}
              onEnter={() => field.current?.focus()}
              onLeaveOut={(group) => current.decide(group, null)}
            />
          )}
        </div>
        <aside className={styles.side}>
          {focused && shown !== 'refused' && (
            <Whose
              placed={focused}
              learners={found.learners}
              field={field}
              onGive={give}
              onMove={move}
              onTakeIn={() => void takeIn()}
            />
          )}
          <ArrivalFields arrival={arrival} />
          <Stripped found={found} />
        </aside>
      </div>
      <footer className={`${room.card} ${styles.footer}`}>
        <div className={styles.notes}>
          {error ? (
            <p role="alert" className={room.fault}>
              {fault(error)}
            </p>
          ) : (
            <p>
              {withComma(
                totals.groups.ask > 0 && t('submissions:found.ask', { count: totals.groups.ask }),
                totals.groups.used_up > 0 && t('submissions:found.used_up', { count: totals.groups.used_up }),
                totals.groups.known > 0 && t('submissions:found.known', { count: totals.groups.known }),
                found.refusedInAll > 0 && t('submissions:found.refused', { count: found.refusedInAll }),
              )}
            </p>
          )}
          <p className={styles.about}>{t('submissions:found.safe')}</p>
        </div>
        <Button variant="default" onClick={() => current.drop()}>
          {t('submissions:found.drop')}
        </Button>
        <Button
          ref={go}
          size="md"
          data-take-in
          disabled={totals.learners === 0}
          rightSection={
            <Kbd size="xs" aria-hidden>
              Ctrl Enter
            </Kbd>
          }
          onClick={() => void takeIn()}
        >
          {t('submissions:found.take', { count: totals.learners })}
        </Button>
      </footer>
    </>
  );
}

/** What was taken out of pictures, so that nobody wonders afterwards. */
function Stripped({ found: { stripped, files, bytes } }: { found: Found }) {
  const t = useWords();
  const told = traces.filter((trace) => stripped[trace] !== undefined);
  return (
    <section className={`${room.card} ${styles.panel}`} aria-label={t('submissions:stripped.title')}>
      <p className={styles.about}>{withComma(t('submissions:files', { count: files }), bytesText(bytes))}</p>
      {told.length > 0 && (
        <p className={styles.stripped} data-stripped>
          <IconShieldCheck size={16} aria-hidden />
          <span>
            {t('submissions:stripped.text')}{' '}
            {withComma(
              ...told.map((trace) =>
                t('submissions:stripped.one', {
                  what: t(`submissions:traces.${trace}`),
                  pictures: numberText(stripped[trace] ?? 0),
                }),
              ),
            )}
          </span>
        </p>
      )}
    </section>
  );
}
