import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useWrite } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { Dialog } from './dialog.tsx';
import type { Person } from './people-tiles.tsx';
import { PinFields } from './pin-fields.tsx';

/** A coordinator sets the PIN of somebody who forgot it. */
export function PersonPin({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useWords();
  const [pin, setPin] = useState({ pin: '', again: '' });
  const [checked, setChecked] = useState(false);
  const field = useFirstFocus<HTMLInputElement>();
  const write = useWrite('center.setPin', {
    onSuccess: () => {
      notifications.show({ message: t('center:people.pinSet', { name: person.name }) });
      onClose();
    },
  });
  const short = pin.pin.length < 4;
  const different = pin.pin !== pin.again;
  const submit = (): void => {
    setChecked(true);
    if (!short && !different) write.mutate({ personId: person.id, oldPin: null, pin: pin.pin });
  };
  return (
    <Dialog
      title={t('center:people.pinOf', { name: person.name })}
      text={t('center:people.pinText')}
      submit={t('center:people.setPin')}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PinFields
        newPin
        field={field}
        {...pin}
        onChange={(change) => setPin({ ...pin, ...change })}
        pinError={checked && short ? t('center:faults.pin') : null}
        againError={checked && !short && different ? t('center:faults.pinAgain') : null}
      />
    </Dialog>
  );
}
