import { Button, Menu, Select } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { RubricContent } from '../../../shared/contract/assessments-values.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { useCall, useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useDone } from '../../app/use-undo.tsx';
import { numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { said } from '../wording.ts';
import { BankList } from './bank-list.tsx';
import { CopyRubric } from './copy-rubric.tsx';
import { blankRubric } from './draft.ts';
import { RubricEditor } from './rubric-editor.tsx';
import styles from './rubrics.module.css';

type RubricData = Output<'assessments.rubric'>;

/** One rubric: what it says now and said before, who is graded by it, and the comments that belong to it. */
export function Rubric() {
  const { rubricId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const isNew = rubricId === 'new';
  const rubric = useCall('assessments.rubric', { rubricId }, { enabled: !isNew });
  if (isNew) return <NewRubric />;
  if (rubric.isError)
    return (
      <Empty
        title={t('assessments:errors.rubric_not_found')}
        text={fault(rubric.error)}
        action={{ label: t('assessments:rubrics.title'), href: '/grading/rubrics' }}
      />
    );
  if (!rubric.data) return <Waiting />;
  return <KnownRubric key={rubric.data.id} rubric={rubric.data} />;
}

function Crumbs({ title }: { title: string }) {
  const t = useWords();
  return (
    <Where>
      <Link href="/grading">{t('places.grading')}</Link> ›{' '}
      <Link href="/grading/rubrics">{t('assessments:rubrics.title')}</Link> › <bdi>{title}</bdi>
    </Where>
  );
}

function NewRubric() {
  const t = useWords();
  const done = useDone();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<RubricContent>(blankRubric);
  const add = useWrite('assessments.addRubric', {
    onSuccess: ({ rubricId }) => {
      done(t('assessments:rubrics.added'));
      navigate(`/grading/rubrics/${rubricId}`, { replace: true });
    },
  });
  return (
    <div className={room.screen}>
      <Crumbs title={t('assessments:rubrics.add')} />
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('assessments:rubrics.add')}</h1>
        </div>
        <Button loading={add.isPending} onClick={() => add.mutate({ content: draft })}>
          {t('save')}
        </Button>
      </header>
      <div className={styles.lists}>
        <RubricEditor content={draft} onChange={setDraft} error={add.error} />
      </div>
    </div>
  );
}

function KnownRubric({ rubric }: { rubric: RubricData }) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const [, navigate] = useLocation();
  const mayPlan = useMay('assessment.plan');
  const newest = rubric.versions.at(-1);
  const [shown, setShown] = useState<string | null>(null);
  const [draft, setDraft] = useState<RubricContent | null>(null);
  const [copying, setCopying] = useState(false);
  const version = rubric.versions.find((one) => one.id === shown) ?? newest;
  const edit = useWrite('assessments.editRubric', {
    onSuccess: ({ isNew }) => {
      done(t(isNew ? 'assessments:rubric.new_version' : 'assessments:rubric.edited'));
      setDraft(null);
      setShown(null);
    },
  });
  const remove = useWrite('assessments.removeRubric', {
    onSuccess: () => {
      done(t('assessments:rubric.removed'));
      navigate('/grading/rubrics');
    },
  });
  if (!version || !newest) return null;
  const content = draft ?? version.content;
  const isNewest = version.id === newest.id;
  return (
    <div className={room.screen}>
      <Crumbs title={said(content.title)} />
      <header className={room.head}>
        <div className={room.title}>
          <h1 dir="auto">{said(content.title)}</h1>
          <p>{t(newest.graded ? 'assessments:rubric.graded_text' : 'assessments:rubric.free_text')}</p>
        </div>
        {rubric.versions.length > 1 && (
          <Select
            aria-label={t('assessments:rubric.which')}
            w={150}
            allowDeselect={false}
            disabled={draft !== null}
            data={rubric.versions
              .map((one) => ({
                value: one.id,
                label: t('assessments:rubric.version', { number: numberText(one.number) }),
              }))
              .reverse()}
            value={version.id}
            onChange={setShown}
          />
        )}
        {draft && (
          <Button variant="default" onClick={() => setDraft(null)}>
            {t('cancel')}
          </Button>
        )}
        {draft && (
          <Button
            loading={edit.isPending}
            onClick={() => edit.mutate({ rubricId: rubric.id, content: draft })}
          >
            {newest.graded
              ? t('assessments:rubric.save_version', { number: numberText(newest.number + 1) })
              : t('save')}
          </Button>
        )}
        {mayPlan && !draft && (
          <Menu position="bottom-end" transitionProps={{ duration: 80 }}>
            <Menu.Target>
              <Button
                variant="default"
                px={8}
                aria-label={t('assessments:more_of', { name: said(content.title) })}
              >
                <IconDots size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setCopying(true)}>{t('assessments:rubric.copy')}</Menu.Item>
              <Menu.Item
                color="red"
                disabled={rubric.uses.length > 0}
                onClick={() => remove.mutate({ rubricId: rubric.id })}
              >
                {t('assessments:rubric.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {remove.isError && <p role="alert">{fault(remove.error)}</p>}
      <div className={styles.lists}>
        <RubricEditor
          content={content}
          error={edit.error}
          readOnly={!mayPlan || !isNewest}
          onChange={setDraft}
        />
        <Uses rubric={rubric} newestId={newest.id} />
        <BankList rubricId={rubric.id} content={newest.content} />
      </div>
      {copying && <CopyRubric rubric={rubric} title={content.title} onClose={() => setCopying(false)} />}
    </div>
  );
}

/** Which assessments are graded by it, and by which version; whoever is not graded yet can go over to the newest. */
function Uses({ rubric, newestId }: { rubric: RubricData; newestId: string }) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const mayPlan = useMay('assessment.plan');
  const use = useWrite('assessments.useVersion', {
    onSuccess: () => done(t('assessments:rubric.used')),
  });
  if (rubric.uses.length === 0) return null;
  const numberOf = (versionId: string): string =>
    numberText(rubric.versions.find((one) => one.id === versionId)?.number ?? 0);
  return (
    <section className={room.card} aria-label={t('assessments:rubric.used_by')}>
      <h2 className={styles.partTitle}>{t('assessments:rubric.used_by')}</h2>
      <ul className={styles.list}>
        {rubric.uses.map((one) => (
          <li key={one.assessmentId} className={styles.line}>
            <Link href={`/grading/${one.assessmentId}`}>
              <bdi>{said(one.title)}</bdi>
            </Link>
            <span className={room.muted}>
              <bdi>{one.cohortName}</bdi> ·{' '}
              {t('assessments:rubric.version', { number: numberOf(one.versionId) })}
            </span>
            {mayPlan && one.versionId !== newestId && (
              <Button
                size="compact-sm"
                variant="default"
                loading={use.isPending && use.variables.assessmentId === one.assessmentId}
                aria-label={t('assessments:rubric.use_newest_for', { title: said(one.title) })}
                onClick={() => use.mutate({ assessmentId: one.assessmentId, versionId: newestId })}
              >
                {t('assessments:rubric.use_newest')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {use.isError && <p role="alert">{fault(use.error)}</p>}
    </section>
  );
}
