import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { type SessionState, stateOf } from './session-state.ts';
import { SessionTitle } from './session-title.tsx';
import styles from './today.module.css';

type Data = Output<'sessions.today'>;
type Day = Data['week'][number];
type Session = Day['sessions'][number];
type Proposal = Day['proposals'][number];

/** The days of this week with their sessions, those without any as one quiet line: nothing moves when one is planned. A bar says how each one stands, and so do the words beside it. */
export function Week({ week, today, now }: Pick<Data, 'week' | 'today' | 'now'>) {
  const t = useWords();
  return week.map((day) => (
    <section
      key={day.date}
      className={`${styles.card} ${styles.day}`}
      data-today={day.date === today || undefined}
      data-quiet={(isEmpty(day) && day.date !== today) || undefined}
    >
      <h3>
        {dateText(day.date, {
          weekday: 'short',
          day: 'numeric',
          month: day.date === today ? 'long' : 'short',
        })}
      </h3>
      {day.holiday !== null && (
        <p className={styles.holiday}>
          <bdi>{day.holiday}</bdi>
        </p>
      )}
      {isEmpty(day) && <p className={styles.noClass}>{t('sessions:no_class')}</p>}
      {inOrder(day).map((line) =>
        'forSessionId' in line ? (
          <ProposalLine key={line.forSessionId} proposal={line} />
        ) : (
          <ClassLine key={line.id} session={line} state={stateOf(line, today, now)} />
        ),
      )}
    </section>
  ));
}

const isEmpty = ({ sessions, proposals, holiday }: Day): boolean =>
  sessions.length + proposals.length === 0 && holiday === null;

/** Classes and proposed make-ups as the day goes. */
const inOrder = ({ sessions, proposals }: Day): (Session | Proposal)[] =>
  [...sessions, ...proposals].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0,
  );

function ProposalLine({ proposal }: { proposal: Proposal }) {
  const t = useWords();
  return (
    <Link href={`/sessions/${proposal.forSessionId}`} className={styles.session} data-state="cut">
      <span className={styles.time}>{timeText(proposal.startsAt)}</span>
      <span>
        <span className={styles.sessionTitle} dir="auto">
          {t('sessions:make_up.named', { title: proposal.title || t(`sessions:kinds.${proposal.kind}`) })}
        </span>
        <br />
        <span className={styles.cohort}>{t('sessions:states.proposed')}</span>
      </span>
      <span />
    </Link>
  );
}

function ClassLine({ session, state }: { session: Session; state: SessionState }) {
  const t = useWords();
  const counted = t('sessions:of', {
    done: numberText(session.present),
    all: numberText(session.learners),
  });
  return (
    <Link
      href={state === 'off' ? `/sessions/${session.id}` : `/roll/${session.id}`}
      className={styles.session}
      data-state={state}
      data-off={state === 'off' || undefined}
    >
      <span className={styles.time}>{timeText(session.startsAt)}</span>
      <span>
        <span className={styles.sessionTitle}>
          <SessionTitle session={session} />
        </span>
        <br />
        <span className={styles.cohort}>
          <bdi>{session.cohortName}</bdi>
          {session.substituteName !== null &&
            ` · ${t('sessions:session.substitute', { name: session.substituteName })}`}
        </span>
      </span>
      <span className={styles.count}>
        {state === 'off' ? t(`sessions:outcomes.${session.outcome.kind}`) : session.recorded > 0 && counted}
      </span>
    </Link>
  );
}
