import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { call } from '../../app/bridge.ts';
import { useFault } from '../../app/use-fault.ts';
import { useLocalTime } from '../../app/use-local-time.ts';
import { useDone } from '../../app/use-undo.tsx';
import { bytesText, instantText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { apart } from '../../roster/say.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { withComma } from '../../ui/with-comma.ts';
import { type Collected, type Collecting, collectWork } from './collect-work.ts';
import styles from './stick.module.css';

type DriveFile = Output<'assessments.driveFiles'>['files'][number];

interface Props {
  assessmentId: string;
  learner: DeskLearner;
  drive: string;
  today: string;
  onNext: () => void;
}

/** So many files that are likely hers are chosen at once; of more, somebody says which. */
const fewLikely = 5;

/** The files of a stick, likely ones first: which of them are taken in for the learner who stands there. */
export function Collect(props: Props) {
  const fault = useFault();
  const { assessmentId, learner, drive } = props;
  const of = { drive, assessmentId, learnerId: learner.learnerId };
  const found = useQuery({
    queryKey: ['stick', of],
    queryFn: () => call('assessments.driveFiles', of),
    staleTime: 0,
    gcTime: 0,
  });
  if (found.isError)
    return (
      <p role="alert" className={styles.fault}>
        {fault(found.error)}
      </p>
    );
  return found.data ? <FilesOf {...props} found={found.data} /> : <Waiting />;
}

function FilesOf({
  assessmentId,
  learner,
  drive,
  today,
  onNext,
  found,
}: Props & { found: Output<'assessments.driveFiles'> }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const now = useLocalTime();
  const likely = found.files.filter((file) => file.likely);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(likely.length <= fewLikely ? likely.map(({ path }) => path) : []),
  );
  const [going, setGoing] = useState<Collecting | 'starting' | null>(null);
  const [collected, setCollected] = useState<Collected | null>(null);
  const [error, setError] = useState<unknown>(null);
  const toggle = (path: string): void => {
    const next = new Set(chosen);
    if (!next.delete(path)) next.add(path);
    setChosen(next);
  };
  const take = async (): Promise<void> => {
    setGoing('starting');
    setError(null);
    const arrival = { on: today, at: now(), source: 'stick', note: null } as const;
    const { learnerId } = learner;
    try {
      const result = await collectWork(
        { assessmentId, learnerId, drive, paths: [...chosen], arrival },
        setGoing,
      );
      setCollected(result);
      if (result && result.taken.attempts.length > 0) done(t('submissions:taken.toast', { count: 1 }));
    } catch (failure) {
      setError(failure);
    } finally {
      setGoing(null);
    }
  };
  if (collected)
    return (
      <CameOf name={learner.name} collected={collected} onNext={onNext} onBack={() => setCollected(null)} />
    );
  const groups = [
    { key: 'likely', files: likely },
    { key: 'others', files: found.files.filter((file) => !file.likely) },
  ] as const;
  return (
    <section
      className={`${room.card} ${styles.panel} ${styles.grows}`}
      aria-label={t('submissions:collect.files')}
    >
      <div className={styles.driveFiles}>
        {found.files.length === 0 && <p>{t('submissions:collect.nothing')}</p>}
        {groups
          .filter(({ files }) => files.length > 0)
          .map(({ key, files }) => (
            <fieldset key={key} className={styles.group}>
              <legend>{t(`submissions:collect.${key}`)}</legend>
              {files.map((file) => (
                <DriveLine
                  key={file.path}
                  file={file}
                  checked={chosen.has(file.path)}
                  onToggle={() => toggle(file.path)}
                />
              ))}
            </fieldset>
          ))}
        {found.more && <p className={styles.quiet}>{t('submissions:collect.more')}</p>}
      </div>
      {error !== null && (
        <p role="alert" className={styles.fault}>
          {fault(error)} {t('submissions:collect.nothing_written')}
        </p>
      )}
      {going === null ? (
        <Button disabled={chosen.size === 0} onClick={() => void take()} data-collect>
          {t('submissions:collect.take', { count: chosen.size })}
        </Button>
      ) : (
        <Going going={going} />
      )}
    </section>
  );
}

function Going({ going }: { going: Collecting | 'starting' }) {
  const t = useWords();
  const job = going === 'starting' ? null : going;
  const label = t(`submissions:progress.${job?.at ?? 'looking'}`);
  return (
    <div className={styles.going}>
      <Progress
        value={job?.total ? (100 * job.done) / job.total : 100}
        animated={!job?.total}
        striped={!job?.total}
        aria-label={label}
      />
      <span>{label}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={job === null}
        onClick={() => job && void call('jobs.cancel', { jobId: job.jobId }).catch(() => {})}
      >
        {t('submissions:progress.stop')}
      </Button>
    </div>
  );
}

function DriveLine({ file, checked, onToggle }: { file: DriveFile; checked: boolean; onToggle: () => void }) {
  return (
    <label className={styles.driveFile} data-drive-file={file.path}>
      <input type="checkbox" checked={checked} onChange={onToggle} />
      <span>
        <span className={styles.path}>{file.path}</span>
        <span className={styles.quiet}>{withComma(bytesText(file.bytes), instantText(file.changedAt))}</span>
      </span>
    </label>
  );
}

/** What came of it, the refused files with their reasons, and who comes next. */
function CameOf({
  name,
  collected: { taken, refused },
  onNext,
  onBack,
}: {
  name: string;
  collected: Collected;
  onNext: () => void;
  onBack: () => void;
}) {
  const t = useWords();
  const fault = useFault();
  const [attempt] = taken.attempts;
  return (
    <section className={`${room.card} ${styles.panel}`} role="status" data-collected>
      <p>
        {attempt ? (
          <b>
            {t('submissions:collect.taken', { name: apart(name), number: attempt.number })}{' '}
            {withComma(t('submissions:files', { count: attempt.files }), bytesText(attempt.bytes))}
          </b>
        ) : (
          <b>
            {t(
              taken.known.length > 0
                ? 'submissions:collect.known'
                : taken.usedUp.length > 0
                  ? 'submissions:collect.used_up'
                  : 'submissions:collect.none',
            )}
          </b>
        )}
      </p>
      {refused.length > 0 && (
        <ul className={styles.refused}>
          {refused.map(({ path, reason, params }) => (
            <li key={path}>
              <span className={styles.path}>{path}</span>{' '}
              {fault(new AppError({ code: 'validation', reason, params: { place: apart(path), ...params } }))}
            </li>
          ))}
        </ul>
      )}
      <Button autoFocus onClick={onNext}>
        {t('submissions:stick.next')}
      </Button>
      {!attempt && (
        <Button variant="default" onClick={onBack}>
          {t('submissions:collect.again')}
        </Button>
      )}
    </section>
  );
}
