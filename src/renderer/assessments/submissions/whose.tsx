import { Kbd, VisuallyHidden } from '@mantine/core';
import { IconBan, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { type Learner, offersFor, type Placed } from './groups.ts';
import styles from './review.module.css';

interface Props {
  placed: Placed;
  learners: readonly Learner[];
  field: RefObject<HTMLInputElement | null>;
  /** Null leaves the group out. */
  onGive: (learnerId: string | null) => void;
  /** To the group so many places further down. */
  onMove: (by: number) => void;
  onTakeIn: () => void;
}

/** What was typed for a group, and the place that arrows went to; null is where one begins. */
interface Search {
  group: number | null;
  typed: string;
  chosen: number | null;
}

/** Says whose a group of files is: type to find her, arrows, Enter. The last choice is nobody. */
export function Whose({ placed, learners, field, onGive, onMove, onTakeIn }: Props) {
  const t = useWords();
  const list = useId();
  const { group, learner } = placed;
  // The field stays the same from group to group, so that the hands stay in it; what was typed is of one group.
  const [search, setSearch] = useState<Search>({ group: null, typed: '', chosen: null });
  const isOwn = search.group === group.group;
  const typed = isOwn ? search.typed : '';
  const offers = offersFor(group, learners, typed);
  // Whom nothing speaks for is nobody's by a mere Enter, and what nobody fits is not left out by one.
  const hers = offers.findIndex((one) => one.learner.learnerId === learner?.learnerId);
  const first = hers >= 0 ? hers : group.matches.length > 0 ? 0 : -1;
  const at = isOwn && search.chosen !== null ? Math.min(search.chosen, offers.length) : first;
  const setChosen = (chosen: number): void => setSearch({ group: group.group, typed, chosen });
  const type = (text: string): void => {
    const some = offersFor(group, learners, text).length > 0;
    setSearch({ group: group.group, typed: text, chosen: text === '' ? null : some ? 0 : -1 });
  };
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(`#${CSS.escape(`${list}-${at}`)}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, at]);
  const give = (index: number): void => onGive(offers[index]?.learner.learnerId ?? null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const count = offers.length + 1;
    if (event.key === 'ArrowDown') setChosen((at + 1) % count);
    else if (event.key === 'ArrowUp') setChosen((Math.max(at, 0) - 1 + count) % count);
    else if (event.key === 'PageDown') onMove(1);
    else if (event.key === 'PageUp') onMove(-1);
    else if (event.key === 'Enter' && event.ctrlKey) onTakeIn();
    else if (event.key === 'Enter') {
      if (at >= 0) give(at);
    } else if (event.key === 'Delete' && typed === '') onGive(null);
    else return;
    event.preventDefault();
  };
  return (
    <section className={`${room.card} ${styles.panel}`} aria-label={t('submissions:whose.title')}>
      <h2>
        {t('submissions:whose.title')} <bdi>{group.name || t('submissions:found.nameless')}</bdi>
      </h2>
      <div className={styles.find}>
        <IconSearch size={16} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={t('submissions:whose.of', { name: group.name })}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={100}
          placeholder={t('submissions:whose.type')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          data-whose
        />
      </div>
      <VisuallyHidden role="status">{t('submissions:whose.count', { count: offers.length })}</VisuallyHidden>
      <div
        ref={box}
        id={list}
        role="listbox"
        aria-label={t('submissions:whose.learners')}
        className={styles.offers}
      >
        {offers.map(({ learner: one, match }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
          <div
            key={one.learnerId}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.offer}
            data-current={one.learnerId === learner?.learnerId || undefined}
            onClick={() => give(index)}
          >
            <span dir="auto">{one.name}</span>
            <span className={styles.about}>
              {match
                ? `${t(`submissions:certainty.${match.certainty}`)} · ${t(`submissions:by.${match.by}`)}`
                : !one.mayHandIn
                  ? t('submissions:whose.used_up')
                  : one.attempts > 0
                    ? t('submissions:attempts', { count: one.attempts })
                    : ''}
            </span>
          </div>
        ))}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option */}
        <div
          id={`${list}-${offers.length}`}
          role="option"
          aria-selected={at === offers.length}
          className={styles.offer}
          data-leave-out
          onClick={() => onGive(null)}
        >
          <span>
            <IconBan size={14} aria-hidden /> {t('submissions:whose.leave_out')}
          </span>
          <Kbd size="xs" aria-hidden>
            Delete
          </Kbd>
        </div>
      </div>
      <p className={styles.keys} aria-hidden>
        <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {t('submissions:keys.choose')} ·{' '}
        <Kbd size="xs">Enter</Kbd> {t('submissions:keys.give')} · <Kbd size="xs">PgDn</Kbd>{' '}
        {t('submissions:keys.next')}
      </p>
    </section>
  );
}
