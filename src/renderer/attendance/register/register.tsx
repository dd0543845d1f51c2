import { useLocation, useParams } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { whoFilters } from './filters.ts';
import { Sheet } from './sheet.tsx';
import { useRegister } from './use-register.ts';

/** The cohort whose register was open last, while the window is. */
let lastCohort: string | null = null;

/** The register: of the cohort in the address, else of the one that was open last, else of the first with people. */
export function Register() {
  const t = useWords();
  const { cohortId, who } = useParams();
  const [, navigate] = useLocation();
  const cohorts = useCall('roster.cohorts', {});
  if (!cohorts.data) return <Waiting />;
  const list = cohorts.data.cohorts;
  const wanted =
    list.find((one) => one.id === (cohortId ?? lastCohort)) ??
    list.find((one) => one.learners > 0) ??
    list[0];
  if (!wanted)
    return (
      <Empty
        title={t('register:empty.title')}
        text={t('register:empty.no_cohort')}
        action={{ label: t('places.cohorts'), href: '/cohorts' }}
      />
    );
  lastCohort = wanted.id;
  return (
    <OneCohort
      key={`${wanted.id} ${who}`}
      cohortId={wanted.id}
      who={who}
      cohorts={list}
      onCohort={(id) => navigate(`/register/${id}`)}
    />
  );
}

interface Props {
  cohortId: string;
  /** From the address: `check_in` opens the list of people to check in with. */
  who: string | undefined;
  cohorts: readonly { id: string; name: string }[];
  onCohort: (id: string) => void;
}

function OneCohort({ cohortId, who, cohorts, onCohort }: Props) {
  const t = useWords();
  const fault = useFault();
  const { register, rows, mark } = useRegister(cohortId);
  if (register.isError)
    return (
      <Empty
        title={t('register:empty.title')}
        text={fault(register.error)}
        action={{ label: t('places.cohorts'), href: '/cohorts' }}
      />
    );
  if (!register.data) return <Waiting />;
  return (
    <Sheet
      data={register.data}
      rows={rows}
      who={whoFilters.find((one) => one === who) ?? 'all'}
      cohorts={cohorts}
      onCohort={onCohort}
      onMark={mark}
    />
  );
}
