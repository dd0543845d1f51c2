import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconCalendarOff,
  IconCalendarPlus,
  IconCertificate,
  IconDots,
  IconEdit,
  IconFileExport,
  IconFileImport,
  IconPlayerPlay,
  IconPrinter,
  IconTable,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { PlanSession } from '../sessions/plan-session.tsx';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { AddLearner } from './add-learner.tsx';
import { type Asking, ChangeEnrollment, CompleteAll, type Member } from './change-enrollment.tsx';
import { CohortForm } from './cohort-form.tsx';
import { CohortPeople, type CohortPerson } from './cohort-people.tsx';
import { fullDate, stretchText } from './dates.ts';
import { EnrollPeople } from './enroll-people.tsx';
import { AddExcuse } from './excuse-form.tsx';
import { ExportList } from './export-list.tsx';
import room from './room.module.css';
import { inLanguage } from './say.ts';

type Data = Output<'roster.cohort'>;
type Dialog =
  | { kind: 'edit' | 'enroll' | 'plan' | 'export' | 'complete' | 'excuse' }
  | { kind: 'add'; name: string }
  | { kind: 'change'; change: Asking; member: Member };

const isWithin = ({ status }: CohortPerson): boolean =>
  status === 'enrolled' || status === 'returned' || status === 'paused';

/** One cohort: who is in it, and the class that can start now. */
export function Cohort() {
  const t = useWords();
  const { cohortId = '' } = useParams();
  const cohort = useCall('roster.cohort', { cohortId });
  if (cohort.isError) {
    return (
      <Empty
        title={t('roster:cohort.gone')}
        text={t('roster:cohort.gone_text')}
        action={{ label: t('places.cohorts'), href: '/cohorts' }}
      />
    );
  }
  return cohort.data ? <Screen cohort={cohort.data} /> : <Waiting />;
}

function Screen({ cohort }: { cohort: Data }) {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [tab, setTab] = useState<'now' | 'gone'>('now');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const within = cohort.people.filter(isWithin);
  const paused = within.filter((person) => person.status === 'paused').length;
  const gone = cohort.people.filter((person) => !isWithin(person));
  const openNow = useWrite('sessions.openNow', {
    onSuccess: ({ sessionId }) => navigate(`/roll/${sessionId}`),
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  const about = [
    inLanguage(cohort.programName),
    stretchText(t, cohort.startsOn, cohort.endsOn),
    t('roster:learners_count', { count: cohort.learners }),
    paused > 0 && t('roster:cohort.paused', { count: paused }),
  ].filter(Boolean);
  const shown = tab === 'gone' && gone.length > 0 ? gone : within;

  return (
    <div className={room.screen}>
      <Where>
        <Link href="/cohorts">{t('places.cohorts')}</Link> › <span dir="auto">{cohort.name}</span>
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1 dir="auto">{cohort.name}</h1>
          <p>{about.join(' · ')}</p>
        </div>
        <div className={`${room.head} ${room.offPaper}`}>
          <Button
            variant="default"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setDialog({ kind: 'enroll' })}
          >
            {t('roster:cohort.enroll')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => setDialog({ kind: 'plan' })}
          >
            {t('roster:cohort.plan')}
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={16} className={room.flip} aria-hidden />}
            loading={openNow.isPending}
            onClick={() => openNow.mutate({ cohortId: cohort.id, title: null })}
            data-start-now
          >
            {t('roster:cohort.start_now')}
          </Button>
          <More cohort={cohort} within={within.length} onOpen={(kind) => setDialog({ kind })} />
        </div>
      </header>
      <p className={`${room.onPaper} ${room.quiet}`}>
        {t('roster:cohort.printed', { date: fullDate(cohort.today) })}
      </p>
      {cohort.people.length === 0 ? (
        <Empty title={t('roster:cohort.empty_title')} text={t('roster:cohort.empty_text')}>
          <Button component={Link} href="/import" leftSection={<IconFileImport size={16} aria-hidden />}>
            {t('roster:cohorts.empty_import')}
          </Button>
          <Button variant="subtle" onClick={() => setDialog({ kind: 'add', name: '' })}>
            {t('roster:learners.add')}
          </Button>
        </Empty>
      ) : (
        <>
          {gone.length > 0 && (
            <SegmentedControl
              className={room.offPaper}
              aria-label={t('roster:learners.status')}
              style={{ alignSelf: 'flex-start', flex: 'none' }}
              data={[
                { value: 'now', label: `${t('roster:cohort.now_tab')} (${within.length})` },
                { value: 'gone', label: `${t('roster:cohort.gone_tab')} (${gone.length})` },
              ]}
              value={tab}
              onChange={(value) => setTab(value as 'now' | 'gone')}
            />
          )}
          {shown.length === 0 ? (
            <p className={room.muted}>{t('roster:cohort.nobody_now')}</p>
          ) : (
            <CohortPeople
              people={shown}
              cohort={cohort}
              onAsk={(change, member) => setDialog({ kind: 'change', change, member })}
            />
          )}
        </>
      )}
      {dialog && (
        <Dialogs dialog={dialog} cohort={cohort} within={within} onOpen={setDialog} onClose={close} />
      )}
    </div>
  );
}

function More({
  cohort,
  within,
  onOpen,
}: {
  cohort: Data;
  within: number;
  onOpen: (kind: 'edit' | 'export' | 'complete' | 'excuse') => void;
}) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const [, navigate] = useLocation();
  const remove = useWrite('roster.removeCohort', {
    onSuccess: () => {
      done(t('roster:cohorts.removed', { name: cohort.name }));
      navigate('/cohorts');
    },
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  return (
    <Menu position="bottom-end" width={250} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <ActionIcon size={36} variant="default" aria-label={t('more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={16} />} onClick={() => navigate(`/register/${cohort.id}`)}>
          {t('places.register')}
        </Menu.Item>
        <Menu.Item leftSection={<IconEdit size={16} />} onClick={() => onOpen('edit')}>
          {t('roster:cohorts.edit')}
        </Menu.Item>
        {cohort.people.length > 0 && (
          <>
            <Menu.Item
              component={Link}
              href={`/cohorts/${cohort.id}/paper`}
              leftSection={<IconPrinter size={16} />}
            >
              {t('paper:menu.cohort')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
              {t('roster:cohort.print')}
            </Menu.Item>
            <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => onOpen('export')}>
              {t('roster:cohort.export')}
            </Menu.Item>
          </>
        )}
        {within > 0 && (
          <Menu.Item leftSection={<IconCalendarOff size={16} />} onClick={() => onOpen('excuse')}>
            {t('roster:excuse.several')}
          </Menu.Item>
        )}
        {within > 0 && (
          <Menu.Item leftSection={<IconCertificate size={16} />} onClick={() => onOpen('complete')}>
            {t('roster:cohort.complete_all')}
          </Menu.Item>
        )}
        {cohort.empty && (
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            onClick={() => remove.mutate({ cohortId: cohort.id })}
          >
            {t('roster:cohort.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface DialogsProps {
  dialog: Dialog;
  cohort: Data;
  within: readonly CohortPerson[];
  onOpen: (dialog: Dialog) => void;
  onClose: () => void;
}

function Dialogs({ dialog, cohort, within, onOpen, onClose }: DialogsProps) {
  const { id, today } = cohort;
  switch (dialog.kind) {
    case 'edit':
      return <CohortForm cohort={cohort} onClose={onClose} />;
    case 'enroll':
      return (
        <EnrollPeople
          cohort={cohort}
          within={new Set(within.map((person) => person.id))}
          today={today}
          onClose={onClose}
          onAddNew={(newName) => onOpen({ kind: 'add', name: newName })}
        />
      );
    case 'plan':
      return <PlanSession start={{ cohortId: id }} onClose={onClose} />;
    case 'export':
      return <ExportList cohort={cohort} onClose={onClose} />;
    case 'complete':
      return (
        <CompleteAll
          learnerIds={within.map((person) => person.id)}
          cohortId={id}
          today={today}
          onClose={onClose}
        />
      );
    case 'excuse':
      return (
        <AddExcuse
          people={within.map((person) => ({ id: person.id, name: person.name }))}
          chosen={[]}
          from={today}
          onClose={onClose}
        />
      );
    case 'add':
      return <AddLearner name={dialog.name} cohortId={id} onClose={onClose} />;
    case 'change':
      return (
        <ChangeEnrollment change={dialog.change} member={dialog.member} today={today} onClose={onClose} />
      );
  }
}
