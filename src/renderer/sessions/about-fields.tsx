import { Group, Select, TextInput } from '@mantine/core';
import { type SessionKind, sessionKinds } from '../../shared/rules/statuses.ts';
import { useCall } from '../app/client.ts';
import { useWords } from '../app/words.ts';

/** What a class is, apart from when. */
export interface About {
  title: string;
  kind: SessionKind;
  room: string | null;
  instructorId: string | null;
}

/** As it is stored: trimmed, an empty room is none. */
export const tidied = <T extends About>(about: T): T => ({
  ...about,
  title: about.title.trim(),
  room: about.room?.trim() || null,
});

/** Title, kind, room and instructor; the kinds of the cohort's program come first. */
export function AboutFields({
  about,
  cohortId,
  onChange,
}: {
  about: About;
  cohortId: string;
  onChange: (part: Partial<About>) => void;
}) {
  const t = useWords();
  const people = useCall('center.state', {}).data?.people ?? [];
  const cohorts = useCall('sessions.planning', {}).data?.cohorts ?? [];
  const own = cohorts.find((cohort) => cohort.id === cohortId)?.kinds ?? [];
  const option = (kind: SessionKind) => ({ value: kind, label: t(`sessions:kinds.${kind}`) });
  const others = sessionKinds.filter((kind) => !own.includes(kind));
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          data-autofocus
          label={t('sessions:title')}
          description={t('optional')}
          maxLength={120}
          value={about.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label={t('sessions:kind')}
          description={t('sessions:kind_hint')}
          data={
            own.length === 0
              ? sessionKinds.map(option)
              : [
                  { group: t('sessions:kinds_own'), items: own.map(option) },
                  { group: t('sessions:kinds_other'), items: others.map(option) },
                ]
          }
          value={about.kind}
          allowDeselect={false}
          onChange={(kind) => onChange({ kind: (kind ?? about.kind) as SessionKind })}
        />
      </Group>
      <Group grow>
        <TextInput
          label={t('sessions:room')}
          description={t('optional')}
          maxLength={60}
          value={about.room ?? ''}
          onChange={(event) => onChange({ room: event.currentTarget.value || null })}
        />
        <Select
          label={t('sessions:instructor')}
          description={t('optional')}
          clearable
          data={people
            .filter((person) => !person.retired && !person.day)
            .map((person) => ({ value: person.id, label: person.name }))}
          value={about.instructorId}
          onChange={(instructorId) => onChange({ instructorId })}
        />
      </Group>
    </>
  );
}
