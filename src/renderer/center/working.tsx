import { Loader, Progress, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../app/words.ts';
import { DoorCard } from './door-card.tsx';

interface Props {
  task: 'opening' | 'checking' | 'backing_up' | 'migrating' | 'rebuilding' | 'restoring' | 'making_sample';
  /** Share done, 0 to 1, where it is known. */
  done: number | null;
}

/** What the program does before it can show anything. Opening is mostly over before this shows. */
export function Working({ task, done }: Props) {
  const t = useWords();
  const late = useLate(task === 'opening' ? 300 : 0);
  if (!late) return null;
  return (
    <DoorCard size="narrow" title={t(`center:working.${task}.title`)} lead={t(`center:working.${task}.text`)}>
      <div aria-live="polite" style={{ marginTop: 24, minHeight: 24 }}>
        {done === null ? (
          <Loader size="sm" type="dots" aria-label={t(`center:working.${task}.title`)} />
        ) : (
          <Progress
            value={done * 100}
            transitionDuration={100}
            aria-label={t(`center:working.${task}.title`)}
            size="md"
          />
        )}
      </div>
      <Text c="dimmed" size="xs" mt="md">
        {t('center:working.safe')}
      </Text>
    </DoorCard>
  );
}

function useLate(wait: number): boolean {
  const [late, setLate] = useState(wait === 0);
  useEffect(() => {
    if (wait === 0) return setLate(true);
    const timer = setTimeout(() => setLate(true), wait);
    return () => clearTimeout(timer);
  }, [wait]);
  return late;
}
