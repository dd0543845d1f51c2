import { Button } from '@mantine/core';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { Waiting } from '../ui/waiting.tsx';
import styles from './door.module.css';
import { DoorCard } from './door-card.tsx';

/** The window does not hear from its program: it waits, or says so. */
export function Unreachable() {
  const t = useWords();
  const fault = useFault();
  const state = useCall('center.state', {});
  if (!state.error) return <Waiting />;
  return (
    <DoorCard size="narrow" title={t('center:unreachable.title')} lead={fault(state.error)}>
      <div className={styles.footer}>
        <Button onClick={() => void state.refetch()} loading={state.isFetching}>
          {t('retry')}
        </Button>
      </div>
    </DoorCard>
  );
}
