import { Button } from '@mantine/core';
import { useWords } from '../app/words.ts';
import { DoorCard } from './door-card.tsx';
import { RestoreForm } from './restore-form.tsx';

/** Begins with what a backup holds, on an empty laptop or in the place of damaged data. */
export function RestoreStep({ onBack, damaged = false }: { onBack: () => void; damaged?: boolean }) {
  const t = useWords();
  return (
    <DoorCard
      title={t('center:restore.title')}
      lead={t(damaged ? 'center:restore.damagedText' : 'center:restore.text')}
    >
      <RestoreForm
        back={
          <Button variant="default" size="md" onClick={onBack}>
            {t('back')}
          </Button>
        }
      />
    </DoorCard>
  );
}
