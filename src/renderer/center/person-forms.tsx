import { Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Language } from '../../shared/contract/values.ts';
import { useWrite } from '../app/client.ts';
import { languages, useWords } from '../app/words.ts';
import { languageCodes } from './appearance-switch.tsx';
import { Dialog } from './dialog.tsx';
import type { Person } from './people-tiles.tsx';
import { PinFields } from './pin-fields.tsx';

type TeamRole = 'coordinator' | 'instructor';
interface Profile {
  name: string;
  role: TeamRole;
  language: Language | null;
}

function ProfileFields({
  profile,
  onChange,
  checked,
}: {
  profile: Profile;
  onChange: (profile: Profile) => void;
  checked: boolean;
}) {
  const t = useWords();
  return (
    <Stack gap={14}>
      <TextInput
        data-autofocus
        label={t('center:person.fullName')}
        value={profile.name}
        onChange={(event) => onChange({ ...profile, name: event.currentTarget.value })}
        error={checked && profile.name.trim() === '' ? t('center:faults.personName') : undefined}
        maxLength={80}
        autoComplete="off"
      />
      <Select
        label={t('center:person.role')}
        description={t(`center:person.roleHint.${profile.role}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={(['instructor', 'coordinator'] as const).map((role) => ({
          value: role,
          label: t(`center:roles.${role}`),
        }))}
        value={profile.role}
        onChange={(role) => role && onChange({ ...profile, role: role as TeamRole })}
        allowDeselect={false}
      />
      <Select
        label={t('center:person.language')}
        data={[
          { value: 'laptop', label: t('center:you.asLaptop') },
          ...languageCodes.map((code) => ({ value: code as string, label: languages[code].name })),
        ]}
        value={profile.language ?? 'laptop'}
        onChange={(next) =>
          next && onChange({ ...profile, language: next === 'laptop' ? null : (next as Language) })
        }
        allowDeselect={false}
      />
    </Stack>
  );
}

export function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [profile, setProfile] = useState<Profile>({ name: '', role: 'instructor', language: null });
  const [pin, setPin] = useState({ pin: '', again: '' });
  const [checked, setChecked] = useState(false);
  const add = useWrite('center.addPerson', {
    onSuccess: () => {
      notifications.show({ message: t('center:people.added', { name: profile.name.trim() }) });
      onClose();
    },
  });
  const short = pin.pin.length < 4;
  const different = pin.pin !== pin.again;
  const submit = (): void => {
    setChecked(true);
    if (profile.name.trim() !== '' && !short && !different) add.mutate({ ...profile, pin: pin.pin });
  };
  return (
    <Dialog
      title={t('center:people.add')}
      submit={t('add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ProfileFields profile={profile} onChange={setProfile} checked={checked} />
      <PinFields
        {...pin}
        onChange={(change) => setPin({ ...pin, ...change })}
        pinError={checked && short ? t('center:faults.pin') : null}
        againError={checked && !short && different ? t('center:faults.pinAgain') : null}
      />
    </Dialog>
  );
}

export function EditPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useWords();
  const [profile, setProfile] = useState<Profile>({
    name: person.name,
    role: person.role === 'coordinator' ? 'coordinator' : 'instructor',
    language: person.language,
  });
  const [checked, setChecked] = useState(false);
  const edit = useWrite('center.editPerson', {
    onSuccess: () => {
      notifications.show({ message: t('center:people.edited', { name: profile.name.trim() }) });
      onClose();
    },
  });
  const submit = (): void => {
    setChecked(true);
    if (profile.name.trim() !== '') edit.mutate({ id: person.id, ...profile });
  };
  return (
    <Dialog
      title={t('center:people.edit')}
      submit={t('save')}
      busy={edit.isPending}
      error={edit.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ProfileFields profile={profile} onChange={setProfile} checked={checked} />
    </Dialog>
  );
}
