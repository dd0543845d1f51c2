import { Kbd, VisuallyHidden } from '@mantine/core';
import {
  IconCalendarEvent,
  IconInbox,
  IconListCheck,
  IconSchool,
  IconSearch,
  IconTable,
  IconUser,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Role } from '../../shared/rules/permissions.ts';
import { wordsIn } from '../../shared/rules/wording.ts';
import { BareDialog } from '../ui/dialog-frame.tsx';
import styles from './palette.module.css';
import type { Ways } from './palette-actions.ts';
import { pathOfWork, type WayOfWork, type WorkEntry } from './palette-work.ts';
import { type Entry, type Found, type Place, usePalette } from './use-palette.ts';
import { currentLanguage, dateText, timeText, useWords } from './words.ts';

interface Props {
  role: Role;
  places: readonly (Place & { icon: typeof IconUser })[];
  ways: Ways;
  onGo: (path: string) => void;
  onClose: () => void;
}

/** Find anything: people, cohorts, sessions, places and actions, from one field, in any of the languages. */
export function Palette({ role, places, ways, onGo, onClose }: Props) {
  const t = useWords();
  const list = useId();
  const [text, setText] = useState('');
  const entries = usePalette(text, role, places);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, entries.length - 1);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(`#${CSS.escape(`${list}-${at}`)}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, at]);

  const go = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    if (entry.group === 'grading') onGo(pathOfWork(entry));
    else if (entry.group === 'places') onGo(entry.place.path);
    else if (entry.group !== 'actions') onGo(pathOf(entry.thing));
    else if (typeof entry.action.to === 'string') onGo(entry.action.to);
    else entry.action.to(ways);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 },
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const wraps = event.key.startsWith('Arrow');
      const last = entries.length - 1;
      setChosen(wraps ? (next + entries.length) % entries.length : Math.max(0, Math.min(last, next)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(entries[at]);
    }
  };

  return (
    <BareDialog label={t('palette.title')} onClose={onClose} size={600} padding={0} yOffset="10vh">
      <div className={styles.field}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          placeholder={t('palette.placeholder')}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd size="xs" aria-hidden>
          Esc
        </Kbd>
      </div>
      <VisuallyHidden role="status">{t('palette.count', { count: entries.length })}</VisuallyHidden>
      <div ref={box} id={list} role="listbox" aria-label={t('palette.results')} className={styles.list}>
        {groupsOf(entries).map(({ group, from, members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox, which no element is.
          <div key={group} role="group" aria-label={t(`palette.groups.${group}`)}>
            <div className={styles.group} aria-hidden>
              {t(`palette.groups.${group}`)}
            </div>
            {members.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's.
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option.
              <div
                key={entry.id}
                id={`${list}-${from + index}`}
                role="option"
                aria-selected={from + index === at}
                className={styles.entry}
                data-palette-entry={entry.id}
                onMouseMove={() => setChosen(from + index)}
                onClick={() => go(entry)}
              >
                <Line entry={entry} places={places} />
              </div>
            ))}
          </div>
        ))}
        {entries.length === 0 && <p className={styles.nothing}>{t('palette.nothing', { text })}</p>}
      </div>
    </BareDialog>
  );
}

const iconsOfWork: Record<WayOfWork, typeof IconUser> = {
  grade: IconListCheck,
  hand_in: IconInbox,
  gradebook: IconTable,
};

function pathOf(thing: Found): string {
  switch (thing.kind) {
    case 'learner':
      return `/learners/${thing.id}`;
    case 'cohort':
      return `/cohorts/${thing.id}`;
    case 'assessment':
      return `/grading/${thing.id}`;
    case 'session':
      return `/roll/${thing.id}`;
  }
}

/** Entries of one group in a row, with the place of the first among all. */
function groupsOf(entries: readonly Entry[]): { group: Entry['group']; from: number; members: Entry[] }[] {
  const groups: { group: Entry['group']; from: number; members: Entry[] }[] = [];
  for (const [index, entry] of entries.entries()) {
    const last = groups.at(-1);
    if (last?.group === entry.group) last.members.push(entry);
    else groups.push({ group: entry.group, from: index, members: [entry] });
  }
  return groups;
}

function Line({ entry, places }: { entry: Entry; places: Props['places'] }): ReactNode {
  const t = useWords();
  // Keys that are made of parts are beyond what the types of the catalogs can say.
  const say = t as unknown as (key: string) => string;
  if (entry.group === 'places') {
    const Icon = places.find((place) => place.key === entry.place.key)?.icon ?? IconSearch;
    return <Parts icon={<Icon size={17} stroke={1.7} />} name={say(`app:places.${entry.place.key}`)} />;
  }
  if (entry.group === 'actions') {
    const { icon: Icon, words, keys } = entry.action;
    return (
      <Parts
        icon={<Icon size={17} stroke={1.7} />}
        name={words.map((word) => say(word)).join(': ')}
        more={keys && <Kbd size="xs">{keys}</Kbd>}
      />
    );
  }
  const { thing } = entry;
  if (entry.group === 'grading') return <WorkLine {...entry} />;
  if (thing.kind === 'assessment') return <WorkLine way="grade" thing={thing} />;
  if (thing.kind === 'learner')
    return (
      <Parts
        icon={<IconUser size={17} stroke={1.7} />}
        name={<bdi>{thing.name}</bdi>}
        more={<bdi>{thing.cohortNames.join(', ')}</bdi>}
      />
    );
  if (thing.kind === 'cohort')
    return (
      <Parts
        icon={<IconSchool size={17} stroke={1.7} />}
        name={<bdi>{thing.name}</bdi>}
        more={thing.programName?.[currentLanguage()] ?? thing.programName?.en}
      />
    );
  return (
    <Parts
      icon={<IconCalendarEvent size={17} stroke={1.7} />}
      name={<bdi>{thing.title || t(`sessions:kinds.${thing.sessionKind}`)}</bdi>}
      more={
        <>
          <bdi>{thing.cohortName}</bdi> · {dateText(thing.date)}, {timeText(thing.startsAt)}
        </>
      }
    />
  );
}

function WorkLine({ way, thing }: Pick<WorkEntry, 'way' | 'thing'>) {
  const t = useWords();
  const Icon = iconsOfWork[way];
  return (
    <Parts
      icon={<Icon size={17} stroke={1.7} />}
      name={
        <>
          {t(`submissions:palette.${way}`)}:{' '}
          <bdi>{thing.kind === 'assessment' ? wordsIn(thing.title, currentLanguage()) : thing.name}</bdi>
        </>
      }
      more={thing.kind === 'assessment' && <bdi>{thing.cohortName}</bdi>}
    />
  );
}

function Parts({ icon, name, more }: { icon: ReactNode; name: ReactNode; more?: ReactNode }) {
  return (
    <>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <span className={styles.name}>{name}</span>
      {more && <span className={styles.more}>{more}</span>}
    </>
  );
}
