import { ActionIcon, Avatar, Badge, Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import type { Person } from './people-tiles.tsx';
import styles from './settings.module.css';

interface Props {
  person: Person;
  self: boolean;
  manages: boolean;
  onEdit: () => void;
  onPin: () => void;
}

export function PersonRow({ person, self, manages, onEdit, onPin }: Props) {
  const t = useWords();
  const fault = useFault();
  const edit = useWrite('center.editPerson', {
    onSuccess: (_result, { retired }) =>
      notifications.show({
        message: t(retired ? 'center:people.retired' : 'center:people.returned', { name: person.name }),
      }),
    onError: (error) => notifications.show({ color: 'red', message: fault(error) }),
  });
  const setRetired = (retired: boolean): void => edit.mutate({ id: person.id, retired });
  const substitute = person.role === 'substitute';
  return (
    <li className={styles.row} data-quiet={person.retired || undefined}>
      <Avatar size={32} color="ink" variant="light" aria-hidden>
        {initialsOf(person.name)}
      </Avatar>
      <span className={styles.rowMain}>
        <span className={styles.rowName}>
          <bdi>{person.name}</bdi>
        </span>
        <span className={styles.rowText}>
          {substitute ? <SubstituteFor person={person} /> : t(`center:roles.${person.role}`)}
          {!person.hasPin && ` · ${t('center:signIn.noPin')}`}
        </span>
      </span>
      {self && (
        <Badge variant="light" tt="none" fw={600}>
          {t('center:people.you')}
        </Badge>
      )}
      {manages && person.retired && (
        <Button variant="default" size="xs" onClick={() => setRetired(false)} loading={edit.isPending}>
          {t('center:people.return')}
        </Button>
      )}
      {manages && !person.retired && (
        <Menu position="bottom-end" width={200} transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <ActionIcon size={36} aria-label={t('center:people.more', { name: person.name })}>
              <IconDots size={18} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!substitute && <Menu.Item onClick={onEdit}>{t('center:people.edit')}</Menu.Item>}
            {!self && <Menu.Item onClick={onPin}>{t('center:people.setPin')}</Menu.Item>}
            {!self && (
              <Menu.Item onClick={() => setRetired(true)}>
                {t(substitute ? 'center:substitute.end' : 'center:people.retire')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

function SubstituteFor({ person }: { person: Person }) {
  const t = useWords();
  const date = person.day === null ? '' : dateText(person.day);
  return person.cohortName === null ? date : t('center:substitute.row', { cohort: person.cohortName, date });
}
