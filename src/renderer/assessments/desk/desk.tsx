import { useWindowEvent } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useStable } from '../../app/use-stable.ts';
import { useDone } from '../../app/use-undo.tsx';
import { numberText, useWords } from '../../app/words.ts';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { DropOnDesk } from '../submissions/drop-on-desk.tsx';
import { said } from '../wording.ts';
import { CommentBank } from './comment-bank.tsx';
import { type Decision, Decisions } from './decisions.tsx';
import styles from './desk.module.css';
import { createFocus, type Focus, useFocus } from './focus.ts';
import { type Act, type DeskKeys, goTo, type Mode, press } from './keys.ts';
import { LearnerList } from './learner-list.tsx';
import { orderOf, type ShownLearners, useShownLearners } from './learners.ts';
import {
  type Attempt,
  commentOf,
  isScoredWork,
  type Part,
  partsOf,
  placeOf,
  storedOf,
  whole,
} from './parts.ts';
import { RubricPane } from './rubric-pane.tsx';
import { type Target, useDesk } from './use-desk.ts';
import { WorkPane } from './work-pane.tsx';

/** The grading desk: who, her work, and what is decided about it, from one side to the other. */
export function Desk() {
  const { assessmentId = '' } = useParams();
  return <DeskOf key={assessmentId} assessmentId={assessmentId} />;
}

const nobody: readonly never[] = [];

async function fetchWork(assessmentId: string, attemptId: string): Promise<void> {
  const { workAhead } = await import('../../annotation/viewer/use-work.ts');
  await workAhead({ assessmentId, attemptId });
}

function DeskOf({ assessmentId }: { assessmentId: string }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const mayGrade = useMay('grade.give');
  const { desk, meant, choose, comment } = useDesk(assessmentId);
  const { data } = desk;
  const [focusStore] = useState(createFocus);
  const focus = useFocus(focusStore);
  const [mode, setMode] = useState<Mode>('learner');
  const [shown, setShown] = useShownLearners(assessmentId);
  const [writing, setWriting] = useState(false);
  const [bank, setBank] = useState<(Target & { rubricId: string; criterionId: string | null }) | null>(null);
  const [decision, setDecision] = useState<Decision | null>(null);
  const learners = data?.learners ?? nobody;
  const byId = useMemo(() => new Map(learners.map((one) => [one.learnerId, one])), [learners]);
  const parts = useMemo(() => {
    const scale = data?.assessment.scale ?? ({ kind: 'percent' } as const);
    const byVersion = new Map(
      (data?.rubrics ?? []).map((one) => [one.versionId, partsOf(one.content, scale)] as const),
    );
    const bare = partsOf(undefined, scale);
    return (attempt: Attempt | undefined): readonly Part[] => byVersion.get(attempt?.versionId ?? '') ?? bare;
  }, [data?.rubrics, data?.assessment.scale]);

  const newestOf = (learnerId: string): Attempt | undefined => byId.get(learnerId)?.attempts.at(-1);
  const choiceOf = (attempt: Attempt, part: string) => {
    const one = meant.get(placeOf(attempt.id, part, 'choice'));
    return one ? one.value : storedOf(attempt, part);
  };
  const isGraded = (learnerId: string, part: string): boolean => {
    const attempt = newestOf(learnerId);
    return part === whole || (attempt !== undefined && choiceOf(attempt, part) !== null);
  };
  const isDone = (learnerId: string): boolean => {
    const learner = byId.get(learnerId);
    if (!learner || learner.readOnly || learner.override || learner.excused) return true;
    return parts(newestOf(learnerId)).every((part) => isGraded(learnerId, part.id));
  };
  // Who is graded stays where she is until one sorts anew: a list that moves under the keys misleads them.
  const stableDone = useStable(isDone);
  const who = learners.map((one) => one.learnerId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for other learners, not for other grades
  const order = useMemo(() => orderOf(learners, shown, assessmentId, isDone), [who, shown]);
  const keys: DeskKeys = {
    ...{ mode, learners: order, isGraded, isDone },
    partsOf: (learnerId) => parts(newestOf(learnerId)),
    rightToLeft: document.documentElement.dir === 'rtl',
  };

  const asked = new URLSearchParams(useSearch()).get('learner');
  const start = useStable((): void => {
    const first = order.find((one) => one === asked) ?? order.find((one) => !isDone(one)) ?? order[0];
    if (first !== undefined && !order.includes(focusStore.get().learnerId))
      focusStore.set({ ...goTo(first, focusStore.get(), keys), trail: [] });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other learners are listed
  useEffect(start, [start, order]);

  // Going on to the next one is instant: her work is at hand before the key.
  const following = order.slice(order.indexOf(focus.learnerId) + 1);
  const nextWork = newestOf(following.find((one) => !isDone(one)) ?? following[0] ?? '');
  const nextId = nextWork && isScoredWork(nextWork) ? nextWork.id : null;
  useEffect(() => {
    if (nextId !== null) void fetchWork(assessmentId, nextId);
  }, [assessmentId, nextId]);

  const accept = useWrite('assessments.acceptProposals', {
    onSuccess: () => done(t('assessments:desk.accepted')),
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });

  /** What a key was pressed on: learner, attempt and part in focus at that moment. */
  const targetOf = (at: Focus): Target | null => {
    const attempts = byId.get(at.learnerId)?.attempts;
    const attempt = attempts?.find((one) => one.id === at.attemptId) ?? attempts?.at(-1);
    return attempt ? { learnerId: at.learnerId, attemptId: attempt.id, part: at.part } : null;
  };
  const openBank = useStable((target: Target): void => {
    const rubricId = data?.assessment.rubric?.rubricId;
    if (rubricId === undefined) notifications.show({ message: t('assessments:bank.no_rubric') });
    else setBank({ ...target, rubricId, criterionId: target.part === whole ? null : target.part });
  });
  const refuses = (learnerId: string): boolean => {
    if (mayGrade && !byId.get(learnerId)?.readOnly) return false;
    notifications.show({ id: 'refused', message: t('assessments:errors.learner_left'), autoClose: 4000 });
    return true;
  };

  const perform = (act: Act, target: Target): void => {
    if (act.kind === 'mode') setMode((now) => (now === 'learner' ? 'criterion' : 'learner'));
    else if (act.kind === 'names') setShown({ ...shown, hidden: !shown.hidden });
    else if (act.kind === 'history') setDecision({ kind: 'history', learnerId: target.learnerId });
    else if (act.kind === 'all_done')
      notifications.show({ id: 'all', message: t('assessments:desk.all_done'), autoClose: 3000 });
    else if (act.kind === 'no_level')
      notifications.show({
        id: 'level',
        message: t('assessments:desk.no_level', { most: numberText(act.most) }),
        autoClose: 2500,
      });
    else if (refuses(target.learnerId)) return;
    else if (act.kind === 'choose') {
      if (target.part !== whole) choose(target, act.value);
    } else if (act.kind === 'comment') setWriting(true);
    else if (act.kind === 'bank') openBank(target);
    else accept.mutate({ assessmentId, learnerId: target.learnerId, attemptId: target.attemptId });
  };

  useWindowEvent('keydown', (event) => {
    if (event.altKey || event.metaKey || event.isComposing || !data) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]')) return;
    if (target?.closest('button, a') && (event.code === 'Enter' || event.code === 'Space') && !event.ctrlKey)
      return;
    if (event.shiftKey && event.code === 'Slash') return;
    const before = focusStore.get();
    const on = targetOf(before);
    const answer = press({ code: event.code, ctrl: event.ctrlKey }, before, keys);
    if (!answer || !on) return;
    event.preventDefault();
    for (const act of answer.acts) perform(act, on);
    focusStore.set(answer.focus);
  });

  const visit = useStable((learnerId: string) =>
    focusStore.set(goTo(learnerId, focusStore.get(), keys, mode === 'criterion' ? focus.part : undefined)),
  );
  const pick = useStable((part: string) => focusStore.set({ ...focusStore.get(), part, typed: '' }));
  const chooseHere = useStable((target: Target, value: Parameters<typeof choose>[1]) => {
    pick(target.part);
    if (!refuses(target.learnerId)) choose(target, value);
  });
  const show = useStable((next: ShownLearners) => setShown(next));

  if (desk.isError)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(desk.error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!data) return <Waiting />;
  const learner = byId.get(focus.learnerId);
  const attempt = learner?.attempts.find((one) => one.id === focus.attemptId) ?? learner?.attempts.at(-1);

  return (
    <div className={styles.desk} data-desk>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> › <bdi>{said(data.assessment.title)}</bdi>
        {data.assessment.kind === 'practice_project' && (
          <>
            {' '}
            · <Link href={`/grading/${assessmentId}/scores`}>{t('scores:open')}</Link>
          </>
        )}
      </Where>
      <h1 className={styles.heading}>{said(data.assessment.title)}</h1>
      <LearnerList
        data={data}
        order={order}
        meant={meant}
        parts={parts}
        isDone={stableDone}
        focus={focus.learnerId}
        part={mode === 'criterion' ? focus.part : null}
        shown={shown}
        onShow={show}
        onVisit={visit}
      />
      {learner && attempt ? (
        <>
          <WorkPane
            data={data}
            learner={learner}
            attempt={attempt}
            hideNames={shown.hidden}
            onAttempt={(attemptId) => focusStore.set({ ...focusStore.get(), attemptId, typed: '' })}
            onDecide={setDecision}
          />
          <RubricPane
            data={data}
            learner={learner}
            name={shown.hidden ? null : learner.name}
            attempt={attempt}
            parts={parts(attempt)}
            focus={focus}
            mode={mode}
            meant={meant}
            writing={writing}
            accepting={accept.isPending}
            onMode={setMode}
            onPick={pick}
            onChoose={chooseHere}
            onComment={comment}
            onWriting={setWriting}
            onBank={openBank}
            onAccept={() =>
              accept.mutate({ assessmentId, learnerId: learner.learnerId, attemptId: attempt.id })
            }
            onDecide={setDecision}
          />
        </>
      ) : (
        <div className={styles.nobody}>
          <Empty title={t('assessments:desk.nobody')} text={t('assessments:desk.nobody_text')} />
        </div>
      )}
      {bank && (
        <CommentBank
          of={bank}
          onClose={() => setBank(null)}
          onTake={(text) => {
            const of = byId.get(bank.learnerId)?.attempts.find((one) => one.id === bank.attemptId);
            const place = placeOf(bank.attemptId, bank.part, 'comment');
            const now = meant.get(place)?.value ?? (of && commentOf(of, bank.part));
            comment(
              bank,
              [typeof now === 'string' ? now : '', text].filter(Boolean).join('\n').slice(0, 2000),
            );
            setBank(null);
          }}
        />
      )}
      {decision && <Decisions data={data} decision={decision} onClose={() => setDecision(null)} />}
      {mayGrade && <DropOnDesk assessmentId={assessmentId} title={said(data.assessment.title)} />}
    </div>
  );
}
