import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import type { Language } from '../../shared/contract/values.ts';
import { ageOn } from '../../shared/rules/learner.ts';
import { wordsIn } from '../../shared/rules/wording.ts';
import { useCall } from '../app/client.ts';
import { type PrintWords, usePrintWords } from '../app/print-words.ts';
import { currentLanguage, languages, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import styles from './learner-sheet.module.css';
import room from './room.module.css';

type Held = Output<'attendance.heldAbout'>;
type HeldGrade = Output<'assessments.heldAbout'>['grades'][number];
type Line = readonly [name: string, value: string | null | undefined];

const choices = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }));
const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/** All that the center holds about a learner, on paper, in her language. */
export function LearnerSheet() {
  const t = useWords();
  const { learnerId = '' } = useParams();
  const learner = useCall('roster.learner', { learnerId });
  const held = useCall('attendance.heldAbout', { learnerId }).data;
  const grades = useCall('assessments.heldAbout', { learnerId }).data?.grades;
  const today = useCall('roster.cohorts', {}).data?.today;
  const center = useCall('center.state', {}).data?.center?.name ?? t('name');
  const [chosen, setChosen] = useState<Language | null>(null);
  const own = learner.data?.languages.find((code): code is Language => code in languages);
  const language = chosen ?? own ?? currentLanguage();
  const words = usePrintWords(language);
  if (learner.isError)
    return (
      <Empty
        title={t('roster:learner.gone')}
        text={t('roster:learner.gone_text')}
        action={{ label: t('places.learners'), href: '/learners' }}
      />
    );
  if (!learner.data || !held || !grades || !today) return <Waiting />;
  return (
    <div className={styles.screen}>
      <Where>
        <Link href="/learners">{t('places.learners')}</Link> ›{' '}
        <Link href={`/learners/${learnerId}`}>
          <bdi>{learner.data.name.short}</bdi>
        </Link>{' '}
        › {t('roster:sheet.name')}
      </Where>
      <header className={`${room.head} ${room.offPaper}`}>
        <div className={room.title}>
          <h1>{t('roster:learner.sheet')}</h1>
          <p>{t('roster:sheet.text')}</p>
        </div>
        <Select
          label={t('language')}
          data={choices}
          value={language}
          allowDeselect={false}
          onChange={(value) => setChosen(value as Language | null)}
        />
        <Button
          mt="auto"
          leftSection={<IconPrinter size={16} aria-hidden />}
          disabled={words === null}
          onClick={() => window.print()}
          data-autofocus
        >
          {t('roster:sheet.print')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too. */}
      <section className={styles.desk} tabIndex={0} aria-label={t('roster:learner.sheet')}>
        {words ? <Sheet {...{ words, held, grades, today, center }} learner={learner.data} /> : <Waiting />}
      </section>
    </div>
  );
}

interface Props {
  words: PrintWords;
  learner: Learner;
  held: Held;
  grades: readonly HeldGrade[];
  today: string;
  center: string;
}

function Sheet({ words, learner, held, grades, today, center }: Props) {
  const { t } = words;
  return (
    <article className={styles.sheet} lang={words.language} dir={words.direction} data-learner-sheet>
      <h1>{t('roster:sheet.title', { center, name: learner.name.written })}</h1>
      <p>{t('roster:sheet.printed', { date: words.date(today, day) })}</p>
      <Part title={t('roster:sheet.facts')}>
        <Lines words={words} lines={factsOf(words, learner, today)} />
      </Part>
      <Part title={t('roster:sheet.cohorts')}>
        <Lines words={words} lines={cohortsOf(words, learner)} />
      </Part>
      <Part title={t('roster:sheet.marks')}>
        <Lines words={words} lines={attendanceOf(words, held)} />
      </Part>
      {grades.length > 0 && (
        <Part title={t('roster:sheet.grades')}>
          <Lines words={words} lines={grades.map((one) => gradeOf(words, one))} />
        </Part>
      )}
      <Part title={t('roster:sheet.check_ins')}>
        <Lines
          words={words}
          lines={held.checkIns.map((one) => [`${words.date(one.on, day)} · ${one.cohortName}`, one.text])}
        />
      </Part>
      <Part title={t('roster:sheet.consents')}>
        <Lines words={words} lines={consentsOf(words, learner)} />
      </Part>
      {held.marks.length > 0 && <Marks words={words} held={held} name={learner.name.written} />}
      <p className={styles.rights}>{t('roster:sheet.rights', { center })}</p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Lines({ words, lines }: { words: PrintWords; lines: readonly Line[] }) {
  if (lines.length === 0) return <p>{words.t('roster:sheet.nothing')}</p>;
  return (
    <dl>
      {lines.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a sheet never change places
        <div key={index}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd dir="auto">{value || words.t('roster:sheet.nothing')}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A word for a code that came from the data; the code where there is none. */
function wordOf({ t }: PrintWords, list: string, code: string): string {
  const say = t as unknown as (key: string, values: object) => string;
  return say(`${list}.${code}`, { defaultValue: code });
}

function languageOf(words: PrintWords, code: string): string {
  if (!/^[a-z]{2,3}$/.test(code)) return code;
  return new Intl.DisplayNames([words.language], { type: 'language' }).of(code) ?? code;
}

function stretchOf(words: PrintWords, from: string | null, to: string | null): string | null {
  const { t } = words;
  if (from !== null && to !== null)
    return from === to
      ? words.date(from, day)
      : t('roster:between', { from: words.date(from, day), to: words.date(to, day) });
  if (from !== null) return t('roster:from_date', { date: words.date(from, day) });
  return to === null ? null : t('roster:to_date', { date: words.date(to, day) });
}

const joined = (parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter(Boolean).join(' · ');

function factsOf(words: PrintWords, learner: Learner, today: string): Line[] {
  const { t } = words;
  const { birth, certificate } = learner;
  const born = birth?.date
    ? `${words.date(birth.date, day)} (${t('roster:learner.age', { count: ageOn(birth.date, today) })})`
    : birth?.ageBand && wordOf(words, 'roster:age_band', birth.ageBand);
  return [
    [t('roster:learner.name'), learner.name.written],
    [t('roster:learner.short'), learner.name.short],
    ...learner.merged.map((row): Line => [t('roster:sheet.also'), row.name]),
    [t('roster:learner.birth'), born],
    [t('roster:learner.sex'), learner.sex && wordOf(words, 'roster:sex', learner.sex)],
    [
      t('roster:learner.displacement'),
      learner.displacement && wordOf(words, 'roster:displacement', learner.displacement),
    ],
    [t('roster:learner.languages'), words.list(learner.languages.map((code) => languageOf(words, code)))],
    [t('roster:learner.phone'), learner.phone],
    [t('roster:learner.email'), learner.email],
    [t('roster:learner.needs'), learner.needs],
    [t('roster:learner.note'), learner.note],
    [t('roster:learner.certificate'), certificate && joined([certificate.name, certificate.latin])],
    ...learner.fields.map(({ field, value }): Line => [field, value]),
  ];
}

function cohortsOf(words: PrintWords, learner: Learner): Line[] {
  const { t } = words;
  return learner.enrollments.map((one) => [
    one.cohortName,
    joined([
      one.programName && (one.programName[words.language] ?? one.programName.en),
      stretchOf(words, one.startsOn, one.endsOn),
      t(`roster:enrollment.${one.status}`),
      one.reason && wordOf(words, 'roster:leave_reason', one.reason),
      one.lastSeen && t('roster:learner.last_seen', { date: words.date(one.lastSeen, day) }),
      one.creditMinutes !== null &&
        t('roster:learner.credit', { hours: words.number(Math.round(one.creditMinutes / 6) / 10) }),
      ...one.pauses.map((pause) =>
        words.list([
          t('roster:learner.pause', { dates: stretchOf(words, pause.from, pause.to) ?? '' }),
          pause.reason && wordOf(words, 'roster:leave_reason', pause.reason),
        ]),
      ),
    ]),
  ]);
}

function nameOfStatus(words: PrintWords, one: Held['marks'][number]): string {
  return one.status ? words.status(one.status) : wordOf(words, 'attendance:status', one.mark.status);
}

function attendanceOf(words: PrintWords, held: Held): Line[] {
  const { t } = words;
  const counts = Map.groupBy(held.marks, (one) => nameOfStatus(words, one));
  return [
    [
      t('roster:learner.counts'),
      words.list([...counts].map(([name, own]) => `${name} ${words.number(own.length)}`)),
    ],
    [t('roster:sheet.walk_ins'), words.list(held.walkIns.map((date) => words.date(date, day)))],
    ...held.excuses.map(
      (one): Line => [
        t('roster:sheet.excuses'),
        joined([
          stretchOf(words, one.from, one.to),
          one.reason && t(`attendance:reasons.${one.reason}`),
          one.note,
        ]),
      ],
    ),
    [t('roster:sheet.pictures'), words.list(held.pictures.map((date) => words.date(date, day)))],
  ];
}

/** As its scale tells it: "17 / 20", "87.5%", "B". */
function gradeText(words: PrintWords, shown: HeldGrade['shown']): string | null {
  if (shown === null) return null;
  if (shown.kind === 'points') return `${words.number(shown.points)} / ${words.number(shown.outOf)}`;
  if (shown.kind === 'percent') return words.percent(shown.percent);
  if (shown.kind === 'pass') return words.t(shown.passed ? 'roster:sheet.passed' : 'roster:sheet.not_yet');
  return wordsIn(shown.title, words.language) || shown.id;
}

function gradeOf(words: PrintWords, held: HeldGrade): Line {
  const { t } = words;
  const { title, cohortName, shown, handedIn, files, comments, reasons, requests } = held;
  const dates = words.list(handedIn.map((date) => words.date(date, day)));
  return [
    joined([wordsIn(title, words.language), cohortName]),
    joined([
      gradeText(words, shown),
      dates && t('roster:sheet.handed_in', { dates }),
      words.list(files),
      ...comments,
      ...reasons,
      ...requests.flatMap(({ on, words: asked, answer }) => [
        t('roster:sheet.asked', { date: words.date(on, day), asked }),
        answer && t('roster:sheet.answered', { answer }),
      ]),
    ]),
  ];
}

function consentsOf(words: PrintWords, learner: Learner): Line[] {
  const { t } = words;
  return learner.consents.map((one) => [
    t(`roster:purpose.${one.purpose}`),
    one.answer === null
      ? t('roster:learner.consent_ask')
      : joined([
          one.withdrawnOn &&
            t('roster:learner.consent_withdrawn_on', { date: words.date(one.withdrawnOn, day) }),
          t(one.answer === 'refused' ? 'roster:consent.refused' : 'roster:consent.given'),
          one.on && words.date(one.on, day),
          one.textVersion && t('roster:learner.consent_text', { version: one.textVersion }),
          one.language && languageOf(words, one.language),
        ]),
  ]);
}

/** Each mark with all that was said in it; the head says on every page whose they are. */
function Marks({ words, held, name }: { words: PrintWords; held: Held; name: string }) {
  const { t } = words;
  return (
    <table className={styles.marks}>
      <thead>
        <tr>
          <th colSpan={3}>
            <h2>
              {t('roster:sheet.each_mark')} · <bdi>{name}</bdi>
            </h2>
          </th>
        </tr>
      </thead>
      <tbody>
        {held.marks.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a sheet never change places
          <tr key={index}>
            <td>{words.date(one.date, day)}</td>
            <td>
              <bdi>{one.title || t(`sessions:kinds.${one.kind}`)}</bdi> · <bdi>{one.cohortName}</bdi>
            </td>
            <td>
              {joined([
                nameOfStatus(words, one),
                one.mark.minutesMissed !== undefined &&
                  t('attendance:minutes', { count: one.mark.minutesMissed }),
                one.mark.reason && t(`attendance:reasons.${one.mark.reason}`),
                one.mark.note,
              ])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
