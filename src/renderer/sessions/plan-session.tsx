import { Group, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Input } from '../../shared/contract/index.ts';
import { type Slot, weekdayOf } from '../../shared/rules/series.ts';
import { addDays } from '../../shared/rules/time.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { Form } from '../roster/form.tsx';
import { TimeField } from '../ui/time-field.tsx';
import { type About, AboutFields, tidied } from './about-fields.tsx';
import styles from './foreseen.module.css';
import { Flags, ForeseenList } from './foreseen.tsx';
import { SlotsField, startAt } from './slots-field.tsx';

/** How long a series of a cohort without a last day is proposed to be. */
const weeks = 8;

/** What is known already: a cohort, or the empty place of a calendar that somebody pointed at. */
export interface Start {
  cohortId?: string;
  date?: string;
  startsAt?: string;
  endsAt?: string;
}

interface Props {
  start?: Start;
  onClose: () => void;
}

/** A session planned by hand, or a whole series of them. */
export function PlanSession({ start = {}, onClose }: Props) {
  const planning = useCall('sessions.planning', {}).data;
  const me = useCall('center.state', {}).data?.me;
  if (!planning || !me) return null;
  return <Planning planning={planning} start={start} me={me.id} onClose={onClose} />;
}

interface PlanningProps extends Props {
  planning: NonNullable<ReturnType<typeof useCall<'sessions.planning'>>['data']>;
  me: string;
}

function Planning({ planning, start = {}, me, onClose }: PlanningProps) {
  const t = useWords();
  const [how, setHow] = useState<'one' | 'series'>('one');
  const [cohortId, setCohortId] = useState(start.cohortId ?? planning.cohorts[0]?.id ?? '');
  const cohortOf = (id: string) => planning.cohorts.find((cohort) => cohort.id === id);
  const first = (id: string): About['kind'] => cohortOf(id)?.kinds[0] ?? 'live_class';
  const course = cohortOf(cohortId);
  const begins =
    course?.startsOn != null && course.startsOn > planning.today ? course.startsOn : planning.today;
  const [about, setAbout] = useState<About>({
    title: '',
    kind: first(cohortId),
    room: null,
    instructorId: me,
  });
  const shared = {
    cohortId,
    about,
    start: { date: begins, startsAt: '10:00', endsAt: '12:00', ...start },
    endsOn: course?.endsOn ?? null,
    onClose,
    fields: (
      <>
        <Group justify="space-between" align="flex-end">
          <Select
            label={t('sessions:cohort')}
            data={planning.cohorts.map((cohort) => ({ value: cohort.id, label: cohort.name }))}
            value={cohortId}
            allowDeselect={false}
            searchable={planning.cohorts.length > 8}
            onChange={(id) => {
              setCohortId(id ?? '');
              setAbout((old) => ({ ...old, kind: first(id ?? '') }));
            }}
          />
          <SegmentedControl
            aria-label={t('sessions:series.how')}
            data={[
              { value: 'one', label: t('sessions:series.one') },
              { value: 'series', label: t('sessions:series.series') },
            ]}
            value={how}
            onChange={(value) => setHow(value as 'one' | 'series')}
          />
        </Group>
        <AboutFields
          about={about}
          cohortId={cohortId}
          onChange={(part) => setAbout((old) => ({ ...old, ...part }))}
        />
      </>
    ),
  };
  return how === 'one' ? <OneSession {...shared} /> : <Series {...shared} />;
}

interface HowProps {
  cohortId: string;
  about: About;
  start: Required<Omit<Start, 'cohortId'>>;
  /** The last day of the cohort, where it has one. */
  endsOn: string | null;
  fields: React.ReactNode;
  onClose: () => void;
}

function OneSession({ cohortId, about, start, fields, onClose }: HowProps) {
  const t = useWords();
  const done = useDone();
  const [when, setWhen] = useState({ date: start.date, startsAt: start.startsAt, endsAt: start.endsAt });
  const save = useWrite('sessions.plan', {
    onSuccess: () => {
      done(t('sessions:planned'));
      onClose();
    },
  });
  const whole = when.startsAt !== '' && when.endsAt !== '';
  const wrongTimes = whole && when.endsAt <= when.startsAt;
  const plan = tidied({ ...about, cohortId, ...when });
  const possible = whole && !wrongTimes && cohortId !== '';
  const { date, startsAt, endsAt, ...rest } = plan;
  const [foreseen] =
    useCall(
      'sessions.previewSeries',
      { ...rest, from: date, to: date, slots: [{ weekday: weekdayOf(date), startsAt, endsAt }] },
      { enabled: possible },
    ).data?.dates ?? [];
  return (
    <Form
      title={t('sessions:plan')}
      submit={t('sessions:plan')}
      size={620}
      busy={save.isPending}
      error={save.error}
      disabled={!possible}
      onClose={onClose}
      onSubmit={() => save.mutate(plan)}
    >
      {fields}
      <Group grow align="flex-start">
        <DateField
          label={t('sessions:date')}
          value={when.date}
          onChange={(value) => value && setWhen({ ...when, date: value })}
        />
        <TimeField
          label={t('sessions:starts')}
          value={when.startsAt}
          onChange={(time) => setWhen(startAt(when, time))}
        />
        <TimeField
          label={t('sessions:ends')}
          value={when.endsAt}
          onChange={(time) => setWhen({ ...when, endsAt: time })}
          error={wrongTimes && t('sessions:errors.ends_before_start')}
        />
      </Group>
      {foreseen && <Flags one={foreseen} />}
    </Form>
  );
}

function Series({ cohortId, about, start, endsOn, fields, onClose }: HowProps) {
  const t = useWords();
  const done = useDone();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({});
  const from = typed.from ?? start.date;
  const range = {
    from,
    to: endsOn !== null && endsOn > from ? endsOn : addDays(from, weeks * 7 - 1),
    ...typed,
  };
  const [slots, setSlots] = useState<Slot[]>([
    { weekday: weekdayOf(start.date), startsAt: start.startsAt, endsAt: start.endsAt },
  ]);
  /** What somebody decided against the proposal: no class on a day, or one on a holiday. */
  const [byHand, setByHand] = useState<ReadonlyMap<string, boolean>>(new Map());
  const pattern: Input<'sessions.previewSeries'> = tidied({ ...about, cohortId, ...range, slots });
  const reversed = range.from > range.to;
  const possible =
    cohortId !== '' &&
    !reversed &&
    slots.length > 0 &&
    slots.every((slot) => slot.startsAt !== '' && slot.startsAt < slot.endsAt);
  const preview = useCall('sessions.previewSeries', pattern, {
    enabled: possible,
    placeholderData: (old) => old,
  });
  const dates = possible ? (preview.data?.dates ?? []) : [];
  const chosen = new Set(
    dates.filter((one) => byHand.get(one.date) ?? one.holiday === null).map((one) => one.date),
  );
  const save = useWrite('sessions.planSeries', {
    onSuccess: ({ made }) => {
      done(t('sessions:series.made', { count: made }));
      onClose();
      navigate('/calendar');
    },
  });
  const holidays = dates.filter((one) => one.holiday !== null).length;
  const colliding = dates.filter((one) => chosen.has(one.date) && one.collisions.length > 0).length;
  return (
    <Form
      title={t('sessions:series.plan')}
      submit={t('sessions:series.submit', { count: chosen.size })}
      size={940}
      busy={save.isPending}
      error={save.error ?? preview.error}
      disabled={!possible || chosen.size === 0}
      onClose={onClose}
      onSubmit={() =>
        save.mutate({
          ...pattern,
          skip: dates.filter((one) => !chosen.has(one.date) && one.holiday === null).map((one) => one.date),
          keep: dates.filter((one) => chosen.has(one.date) && one.holiday !== null).map((one) => one.date),
        })
      }
    >
      {fields}
      <Group align="flex-start" gap="lg" wrap="nowrap">
        <SlotsField slots={slots} onChange={setSlots} />
        <div className={styles.side}>
          <Group grow>
            <DateField
              label={t('sessions:series.from')}
              value={range.from}
              onChange={(day) => day && setTyped({ ...typed, from: day })}
            />
            <DateField
              label={t('sessions:series.to')}
              value={range.to}
              onChange={(day) => day && setTyped({ ...typed, to: day })}
              error={reversed && t('roster:errors.dates_reversed')}
            />
          </Group>
          <p className={styles.sum} aria-live="polite" data-series-sum>
            {t('sessions:series.count', { count: chosen.size })}
          </p>
          <span className={styles.flags}>
            {holidays > 0 && (
              <span className={styles.holiday}>{t('sessions:series.holidays', { count: holidays })}</span>
            )}
            {colliding > 0 && (
              <span className={styles.collision}>{t('sessions:series.colliding', { count: colliding })}</span>
            )}
          </span>
          {dates.length > 0 && (
            <ForeseenList
              dates={dates}
              chosen={chosen}
              onChoose={(date, on) => setByHand(new Map(byHand).set(date, on))}
            />
          )}
        </div>
      </Group>
    </Form>
  );
}
