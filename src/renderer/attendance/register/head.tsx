import {
  ActionIcon,
  Button,
  CloseButton,
  Menu,
  SegmentedControl,
  Select,
  UnstyledButton,
} from '@mantine/core';
import { IconChartBar, IconChevronDown, IconFileExport, IconPrinter } from '@tabler/icons-react';
import { dateText, numberText, useWords } from '../../app/words.ts';
import { isBelow, monthOf, type Picked, type Who, whoFilters } from './filters.ts';
import { useReasonName } from './reason-words.ts';
import type { Row } from './rows.ts';
import styles from './sheet.module.css';
import type { RegisterData } from './use-register.ts';

interface Props {
  data: RegisterData;
  rows: readonly Row[];
  cohorts: readonly { id: string; name: string }[];
  who: Who;
  month: string | null;
  kind: string | null;
  picked: Picked | null;
  pictures: boolean;
  onCohort: (id: string) => void;
  onWho: (who: Who) => void;
  onMonth: (month: string | null) => void;
  onKind: (kind: string | null) => void;
  onUnpick: () => void;
  onPictures: () => void;
  onExport: () => void;
  onPrint: () => void;
}

const all = 'all';

/** Which cohort, whom and when the register shows, and what can be done with it. */
export function Head(props: Props) {
  const { data, rows, who, month, kind, pictures, onWho, onMonth, onKind } = props;
  const t = useWords();
  const { sessions, cohort } = data;
  const held = sessions.filter((session) => session.ended && session.heldMinutes > 0).length;
  const months = [...new Set(sessions.map((session) => monthOf(session.date)))];
  const kinds = [...new Set(sessions.map((session) => session.kind))];
  const counts: Record<Who, number> = {
    all: rows.length,
    check_in: rows.filter((row) => row.checkIn.length > 0).length,
    below: rows.filter((row) => isBelow(row, cohort.threshold)).length,
    not_recorded: rows.filter((row) => row.figures.notRecorded > 0).length,
  };
  const offered = whoFilters.filter((one) => one !== 'below' || cohort.threshold !== null);
  const nameOf = (one: Who): string => {
    if (one === 'all') return t('register:who.all');
    const name =
      one === 'below'
        ? t('register:who.below', {
            threshold: numberText((cohort.threshold ?? 0) / 100, { style: 'percent' }),
          })
        : t(`register:who.${one}`);
    return `${name} (${numberText(counts[one])})`;
  };
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <div>
          <CohortName {...props} />
          <p>
            {t('register:people', { count: rows.length })} ·{' '}
            {t('register:held', { done: held, all: sessions.length })}
          </p>
        </div>
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('register:who.label')}
        data={offered.map((one) => ({ value: one, label: nameOf(one) }))}
        value={who}
        onChange={(value) => onWho(value as Who)}
      />
      <Select
        w={128}
        size="xs"
        aria-label={t('register:month')}
        allowDeselect={false}
        data={[
          { value: all, label: t('register:all_months') },
          ...months.map((one) => ({
            value: one,
            label: dateText(`${one}-01`, { month: 'long', year: 'numeric' }),
          })),
        ]}
        value={month ?? all}
        onChange={(value) => onMonth(value === all ? null : value)}
      />
      {kinds.length > 1 && (
        <Select
          w={128}
          size="xs"
          aria-label={t('sessions:kind')}
          allowDeselect={false}
          data={[
            { value: all, label: t('register:all_kinds') },
            ...kinds.map((one) => ({ value: one, label: t(`sessions:kinds.${one}`) })),
          ]}
          value={kind ?? all}
          onChange={(value) => onKind(value === all ? null : value)}
        />
      )}
      <PickedChip picked={props.picked} data={data} onUnpick={props.onUnpick} />
      <ActionIcon
        size={30}
        variant="default"
        aria-pressed={pictures}
        aria-label={t('register:pictures.title')}
        title={t('register:pictures.title')}
        onClick={props.onPictures}
      >
        <IconChartBar size={17} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        size={30}
        variant="default"
        aria-label={t('register:export.title')}
        title={t('register:export.title')}
        onClick={props.onExport}
      >
        <IconFileExport size={17} stroke={1.7} />
      </ActionIcon>
      <Button
        data-print-month
        size="xs"
        variant="default"
        leftSection={<IconPrinter size={15} stroke={1.7} aria-hidden />}
        disabled={sessions.length === 0}
        onClick={props.onPrint}
      >
        {t('register:print.month')}
      </Button>
    </header>
  );
}

/** The name of the cohort; where there are several, it opens a list of them. */
function CohortName({ data, cohorts, onCohort }: Pick<Props, 'data' | 'cohorts' | 'onCohort'>) {
  const t = useWords();
  const { cohort } = data;
  if (cohorts.length < 2) return <h1 dir="auto">{cohort.name}</h1>;
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <UnstyledButton title={t('register:other_cohort')}>
          <h1 dir="auto">
            {cohort.name} <IconChevronDown size={16} aria-hidden />
          </h1>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {cohorts.map((one) => (
          <Menu.Item
            key={one.id}
            fw={one.id === cohort.id ? 650 : undefined}
            dir="auto"
            onClick={() => onCohort(one.id)}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What of a picture narrows the register, with a way out. */
function PickedChip({ picked, data, onUnpick }: Pick<Props, 'picked' | 'data' | 'onUnpick'>) {
  const t = useWords();
  const reasonName = useReasonName();
  if (!picked) return null;
  const session =
    picked.kind === 'session' ? data.sessions.find((one) => one.id === picked.sessionId) : undefined;
  const text =
    picked.kind === 'session'
      ? t('register:picked.session', {
          date: session ? dateText(session.date, { day: 'numeric', month: 'short' }) : '',
        })
      : picked.kind === 'share'
        ? t('register:picked.share', {
            from: numberText(picked.from / 100, { style: 'percent' }),
            to: numberText(Math.min(100, picked.to === 101 ? 100 : picked.to - 1) / 100, {
              style: 'percent',
            }),
          })
        : t('register:picked.reason', { reason: reasonName(picked.reason) });
  return (
    <span className={styles.chip} data-picked>
      {text}
      <CloseButton size="xs" aria-label={t('register:picked.clear')} onClick={onUnpick} />
    </span>
  );
}
