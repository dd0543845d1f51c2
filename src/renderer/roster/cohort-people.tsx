import { Avatar, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { dateText, numberText, useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import type { Asking, Member } from './change-enrollment.tsx';
import { stretchText } from './dates.ts';
import { EnrollmentMenu } from './enrollment-menu.tsx';
import room from './room.module.css';
import { useSay } from './say.ts';
import { StatusPill } from './status-pill.tsx';

export type CohortPerson = Output<'roster.cohort'>['people'][number];

interface Props {
  people: readonly CohortPerson[];
  cohort: Pick<Output<'roster.cohort'>, 'id' | 'name' | 'today'>;
  onAsk: (change: Asking, member: Member) => void;
}

const short: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/** Who is, or was, in a cohort. */
export function CohortPeople({ people, cohort, onAsk }: Props) {
  const t = useWords();
  const say = useSay();
  const hours = (minutes: number): string =>
    t('roster:learner.credit', { hours: numberText(minutes / 60, { maximumFractionDigits: 2 }) });
  const about = (person: CohortPerson): string[] => {
    const now = person.pauses.find(
      ({ from, to }) => from <= cohort.today && (to === null || to >= cohort.today),
    );
    const away = person.status === 'paused' ? now : undefined;
    const dates = away ? stretchText(t, away.from, away.to) : null;
    const reason = away?.reason ?? person.reason;
    return [
      dates,
      reason && say('roster:leave_reason', reason),
      person.lastSeen && t('roster:learner.last_seen', { date: dateText(person.lastSeen, short) }),
      person.creditMinutes !== null && hours(person.creditMinutes),
    ].filter((text): text is string => typeof text === 'string' && text !== '');
  };
  const ended = people.some((person) => person.endsOn !== null);
  return (
    <div className={`${room.card} ${room.scroll}`}>
      <table className={room.table}>
        <thead>
          <tr>
            <th className={room.number} aria-hidden />
            <th>{t('roster:cohort.name')}</th>
            <th>{t('roster:cohort.status')}</th>
            <th>{t('roster:cohort.since')}</th>
            {ended && <th>{t('roster:cohort.until')}</th>}
            <th>{t('roster:cohort.phone')}</th>
            <th className={room.offPaper}>
              <VisuallyHidden>{t('more')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person, index) => {
            const later = person.startsOn !== null && person.startsOn > cohort.today;
            return (
              <tr key={person.id}>
                <td className={room.number}>{numberText(index + 1)}</td>
                <td>
                  <span className={room.who}>
                    <Avatar size={28} color="ink" variant="light" aria-hidden className={room.offPaper}>
                      {initialsOf(person.name)}
                    </Avatar>
                    <Link href={`/learners/${person.id}`} className={room.name} dir="auto">
                      {person.name}
                    </Link>
                  </span>
                </td>
                <td>
                  <StatusPill status={person.status} />
                  {about(person).map((text) => (
                    <span key={text} className={room.quiet}>
                      {' '}
                      · {text}
                    </span>
                  ))}
                </td>
                <td className={room.muted}>
                  {person.startsOn === null
                    ? ''
                    : later
                      ? t('roster:cohort.starts_later', { date: dateText(person.startsOn, short) })
                      : dateText(person.startsOn, short)}
                </td>
                {ended && (
                  <td className={room.muted}>
                    {person.endsOn === null ? '' : dateText(person.endsOn, short)}
                  </td>
                )}
                <td className={room.muted}>
                  <span className={room.ltr}>{person.phone}</span>
                </td>
                <td className={`${room.end} ${room.offPaper}`}>
                  <Menu person={person} cohort={cohort} onAsk={onAsk} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Menu({ person, cohort, onAsk }: Omit<Props, 'people'> & { person: CohortPerson }) {
  const member: Member = {
    learnerId: person.id,
    name: person.shortName,
    cohortId: cohort.id,
    cohortName: cohort.name,
    startsOn: person.startsOn,
  };
  return (
    <EnrollmentMenu member={member} status={person.status} link onAsk={(change) => onAsk(change, member)} />
  );
}
