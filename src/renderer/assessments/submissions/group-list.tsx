import {
  IconAlertTriangle,
  IconArrowRight,
  IconBan,
  IconCheck,
  IconHelpCircle,
  IconHistory,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { bytesText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { withComma } from '../../ui/with-comma.ts';
import type { Placed, Verdict } from './groups.ts';
import styles from './review.module.css';

const icons: Record<Verdict, typeof IconCheck> = {
  ask: IconHelpCircle,
  goes: IconCheck,
  known: IconHistory,
  used_up: IconAlertTriangle,
  left: IconBan,
};

interface Props {
  /** In the order that they are gone through. */
  groups: readonly Placed[];
  focus: number | null;
  onFocus: (group: number) => void;
  /** The hands go to the field that says whose it is. */
  onEnter: () => void;
  onLeaveOut: (group: number) => void;
}

/** What was found, folder by folder or name by name, with whom it goes to. */
export function GroupList({ groups, focus, onFocus, onEnter, onLeaveOut }: Props) {
  const t = useWords();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const at = groups.findIndex(({ group }) => group.group === focus);
  const lines = useVirtualizer({
    count: groups.length,
    getScrollElement: () => box.current,
    estimateSize: () => 50,
    overscan: 8,
  });
  useEffect(() => {
    if (at >= 0) lines.scrollToIndex(at, { align: 'auto' });
  }, [at, lines]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10 },
      ...{ Home: 0, End: groups.length - 1 },
    };
    const next = steps[event.key];
    if (next !== undefined) {
      const one = groups[Math.max(0, Math.min(groups.length - 1, next))];
      if (one) onFocus(one.group.group);
    } else if (event.key === 'Enter') onEnter();
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (focus !== null) onLeaveOut(focus);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className={`${room.card} ${styles.groups}`}
      role="listbox"
      tabIndex={0}
      aria-label={t('submissions:found.groups')}
      aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
      onKeyDown={onKeyDown}
      data-groups
    >
      <div role="presentation" style={{ height: lines.getTotalSize(), position: 'relative' }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const placed = groups[index];
          return placed ? (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
            // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names the option
            <div
              key={placed.group.group}
              ref={lines.measureElement}
              id={`${list}-${index}`}
              role="option"
              className={styles.group}
              aria-selected={index === at}
              aria-setsize={groups.length}
              aria-posinset={index + 1}
              data-index={index}
              data-group={placed.group.group}
              data-verdict={placed.verdict}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                onFocus(placed.group.group);
                onEnter();
              }}
            >
              <GroupLine placed={placed} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function GroupLine({ placed: { group, verdict, learner, by } }: { placed: Placed }) {
  const t = useWords();
  const Icon = icons[verdict];
  const [first] = group.matches;
  return (
    <>
      <span className={styles.groupName}>
        <span dir="auto">{group.name || t('submissions:found.nameless')}</span>
        <span className={styles.about}>
          {withComma(t('submissions:files', { count: group.files }), bytesText(group.bytes))} ·{' '}
          <bdi>{withComma(...group.names)}</bdi>
        </span>
      </span>
      <IconArrowRight size={15} className={`${room.flip} ${styles.arrow}`} aria-hidden />
      <span className={styles.goesTo}>
        {learner ? (
          <b dir="auto">{learner.name}</b>
        ) : (
          <span className={styles.about}>
            {verdict === 'ask' && first ? t('submissions:found.perhaps_some') : ' '}
          </span>
        )}
        <span className={styles.verdict} data-verdict={verdict}>
          <Icon size={14} aria-hidden />
          {t(`submissions:verdict.${verdict}`)}
          {verdict === 'goes' && by && <> · {t(`submissions:by.${by}`)}</>}
        </span>
      </span>
    </>
  );
}
