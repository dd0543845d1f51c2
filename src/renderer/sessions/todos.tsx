import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertTriangle,
  IconBolt,
  IconChecklist,
  IconDots,
  IconKey,
  IconListCheck,
  IconLock,
  IconMessage,
  IconMessageQuestion,
  IconUpload,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { currentLocale, dateText, instantText, timeText, useWords } from '../app/words.ts';
import { said } from '../assessments/wording.ts';
import { useCheckInWords } from '../attendance/register/reason-words.ts';
import { useStatusName } from '../attendance/status-name.ts';
import { withComma } from '../ui/with-comma.ts';
import styles from './today.module.css';

type Todo = Output<'sessions.today'>['todos'][number];

/** At most five things that wait, each with its verb. */
export function Todos({ todos }: { todos: readonly Todo[] }) {
  const t = useWords();
  if (todos.length === 0) return null;
  return (
    <section aria-label={t('sessions:todo')}>
      <h2 className={styles.label}>{t('sessions:todo')}</h2>
      <div className={styles.card}>
        {todos.map((todo) => (
          <Item key={keyOf(todo)} todo={todo} />
        ))}
      </div>
    </section>
  );
}

function keyOf(todo: Todo): string {
  const about =
    'sessionId' in todo
      ? todo.sessionId
      : 'cohortId' in todo
        ? todo.cohortId
        : 'assessmentId' in todo
          ? todo.assessmentId
          : '';
  return `${todo.kind}-${about}`;
}

function Item({ todo }: { todo: Todo }) {
  const t = useWords();
  const { icon: Icon, title, text, verb, href } = wordsOf(todo, t, useStatusName(), useCheckInWords());
  return (
    <div className={styles.todo}>
      <span className={styles.todoIcon} aria-hidden>
        <Icon size={16} stroke={1.8} />
      </span>
      <div className={styles.todoText}>
        <p>{title}</p>
        <p>{text}</p>
      </div>
      {todo.kind === 'make_up' && todo.free ? (
        <PlanIt todo={todo} free={todo.free} title={title} verb={verb} />
      ) : (
        <Button component={Link} href={href} variant="default" aria-label={`${verb}: ${title}`}>
          {verb}
        </Button>
      )}
    </div>
  );
}

/** One click plans the make-up where it is free; the rest, another time or none at all, is behind "More". */
function PlanIt({
  todo,
  free,
  title,
  verb,
}: {
  todo: Owing;
  free: NonNullable<Owing['free']>;
  title: string;
  verb: string;
}) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const plan = useWrite('sessions.planMakeUp', {
    onSuccess: () => done(t('sessions:make_up.done')),
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  return (
    <>
      <ActionIcon
        component={Link}
        href={`/sessions/${todo.sessionId}`}
        aria-label={`${t('more')}: ${title}`}
        title={t('more')}
      >
        <IconDots size={17} />
      </ActionIcon>
      <Button
        variant="default"
        aria-label={`${verb}: ${title}`}
        loading={plan.isPending}
        onClick={() => plan.mutate({ sessionId: todo.sessionId, ...free })}
      >
        {verb}
      </Button>
    </>
  );
}

const listText = (parts: readonly string[]): string =>
  new Intl.ListFormat(currentLocale(), { type: 'conjunction' }).format(parts);

/** "Salma, Zahra and 2 more" */
function namesText(names: readonly string[], more: number, t: Words): string {
  const shown = names.map((name) => `\u2068${name}\u2069`);
  return listText(more > 0 ? [...shown, t('sessions:todos.more', { count: more })] : shown);
}

type Conflict = Extract<Todo, { kind: 'conflict' }>;

/** "Present (Iryna, 10:05)" */
function recordText(todo: Conflict, nameOf: ReturnType<typeof useStatusName>, t: Words) {
  return ({ by, at, status }: Conflict['records'][number]): string => {
    const known = todo.statuses.find((one) => one.code === status);
    const what = known ? nameOf(known) : t('attendance:not_recorded');
    const when = instantText(at, { hour: '2-digit', minute: '2-digit' });
    return by === null ? `${what} (${when})` : `${what} (\u2068${by}\u2069, ${when})`;
  };
}

function wordsOf(
  todo: Todo,
  t: Words,
  say: ReturnType<typeof useStatusName>,
  checkInText: ReturnType<typeof useCheckInWords>,
) {
  switch (todo.kind) {
    case 'resume':
      return {
        icon: IconBolt,
        title: t('sessions:todos.resume', { title: todo.title || t('sessions:a_class') }),
        text: t('sessions:todos.resume_text', {
          time: instantText(todo.stoppedAt, { hour: '2-digit', minute: '2-digit' }),
          count: todo.saved,
        }),
        verb: t('sessions:todos.answer'),
        href: `/roll/${todo.sessionId}`,
      };
    case 'record':
      return {
        icon: IconChecklist,
        title: t('sessions:todos.record', {
          title: todo.title || t('sessions:a_class'),
          count: todo.missing,
        }),
        text: `${todo.cohortName} · ${dateText(todo.date)}`,
        verb: t('sessions:todos.record_verb'),
        href: `/roll/${todo.sessionId}`,
      };
    case 'make_up':
      return {
        icon: IconBolt,
        title: t('sessions:todos.make_up', { title: todo.title || t(`sessions:kinds.${todo.sessionKind}`) }),
        text: [howText(todo, t), t('sessions:todos.owed', { count: todo.owed }), freeText(todo, t)].join(
          ' · ',
        ),
        verb: t(todo.free ? 'sessions:todos.make_up_verb' : 'sessions:todos.make_up_choose'),
        href: `/sessions/${todo.sessionId}`,
      };
    case 'close':
      return {
        icon: IconLock,
        title: t('sessions:todos.close', { title: todo.title || t('sessions:a_class') }),
        text: `${todo.cohortName} · ${dateText(todo.date)}`,
        verb: t('sessions:todos.close_verb'),
        href: `/roll/${todo.sessionId}`,
      };
    case 'check_in':
      return {
        icon: IconMessage,
        title: t('sessions:todos.check_in', {
          names: namesText(todo.names, todo.count - todo.names.length, t),
        }),
        text: [
          `\u2068${todo.cohortName}\u2069`,
          checkInText(todo.reason),
          ...(todo.elsewhere > 0 ? [t('sessions:todos.elsewhere', { count: todo.elsewhere })] : []),
        ].join(' · '),
        verb: t('sessions:todos.open'),
        href: `/register/${todo.cohortId}/check_in`,
      };
    case 'conflict':
      return {
        icon: IconAlertTriangle,
        title: t('sessions:todos.conflict', { name: todo.name, date: shortDate(todo.date) }),
        text: t('sessions:todos.conflict_text', {
          records: listText(todo.records.map(recordText(todo, say, t))),
        }),
        verb: t('sessions:todos.decide'),
        href: '/conflicts',
      };
    case 'review':
      return {
        icon: IconMessageQuestion,
        title: t('sessions:todos.review', {
          names: namesText(todo.names, todo.count - todo.names.length, t),
        }),
        text: `\u2068${said(todo.title)}\u2069`,
        verb: t('sessions:todos.answer'),
        href: '/grading',
      };
    case 'grade':
      return {
        icon: IconListCheck,
        title: t('sessions:todos.grade', { count: todo.waiting, title: said(todo.title) }),
        text: `\u2068${todo.cohortName}\u2069`,
        verb: t('sessions:todos.grade_verb'),
        href: `/grading/${todo.assessmentId}`,
      };
    case 'backup':
      return {
        icon: IconUpload,
        title: t('sessions:todos.backup'),
        text:
          todo.daysAgo === null
            ? t('sessions:todos.backup_never')
            : t('sessions:todos.backup_text', { count: todo.daysAgo }),
        verb: t('sessions:todos.backup_verb'),
        href: '/settings/safety',
      };
    case 'recovery_code':
      return {
        icon: IconKey,
        title: t('sessions:todos.recovery'),
        text: t('sessions:todos.recovery_text'),
        verb: t('sessions:todos.recovery_verb'),
        href: '/settings/safety',
      };
  }
}

type Owing = Extract<Todo, { kind: 'make_up' }>;
type Words = ReturnType<typeof useWords>;

const shortDate = (date: string): string =>
  dateText(date, { weekday: 'short', day: 'numeric', month: 'short' });

/** "stopped at 10:40 on Thu 7 March, no power" */
function howText({ how, date, stoppedAt, reason }: Owing, t: Words): string {
  const day = shortDate(date);
  const what =
    how === 'stopped_early'
      ? t('sessions:todos.stopped', { time: timeText(stoppedAt ?? ''), day })
      : how === 'cancelled'
        ? t('sessions:todos.cancelled', { day })
        : t('sessions:todos.interrupted', { day });
  return withComma(what, reason !== null && t(`sessions:reasons.${reason}`).toLocaleLowerCase());
}

function freeText({ free }: Owing, t: Words): string {
  return free === null
    ? t('sessions:todos.no_free')
    : t('sessions:todos.free', { day: shortDate(free.date), time: timeText(free.startsAt) });
}
