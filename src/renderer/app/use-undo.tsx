import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from './bridge.ts';
import { inOrder } from './in-order.ts';
import { useFault } from './use-fault.ts';
import { whyUndo } from './why-undo-state.ts';
import { useWords } from './words.ts';

/** What an act is called: `acts` in the catalog, by its call. */
export function useActName(): (act: Output<'changes.undo'>['act']) => string {
  const t = useWords();
  return useCallback(
    (act) => {
      const say = t as unknown as (keys: string[], values: object) => string;
      return say([`app:acts.${act.command.replace('.', '_')}`, 'app:acts.other'], { count: act.cells });
    },
    [t],
  );
}

/** Undo and redo of one's own acts, each with a word of what it did; a closed roll asks why first. */
export function useUndo() {
  const t = useWords();
  const fault = useFault();
  const nameOf = useActName();
  const take = useCallback(
    async (which: 'undo' | 'redo', why: string | undefined) => {
      const channel = which === 'undo' ? 'changes.undo' : 'changes.redo';
      try {
        const { act } = await inOrder(() => call(channel, why ? { why } : {}));
        notifications.show({
          id: 'undo',
          message: t(which === 'undo' ? 'undone' : 'redone', { what: nameOf(act) }),
          autoClose: 3000,
        });
      } catch (error) {
        if (error instanceof AppError && error.failure.reason === 'undo_roll_closed') whyUndo.ask(which);
        else notifications.show({ id: 'undo', message: fault(error), color: 'gray', autoClose: 6000 });
      }
    },
    [t, fault, nameOf],
  );
  return {
    undo: useCallback((why?: string) => void take('undo', why), [take]),
    redo: useCallback((why?: string) => void take('redo', why), [take]),
  };
}

/** A toast that says what was done and takes back that act, or nothing if there is a newer one since. */
export function useDone(): (message: string) => void {
  const t = useWords();
  const fault = useFault();
  const { undo } = useUndo();
  return useCallback(
    (message) => {
      const id = `done-${Date.now()}`;
      const newest = () => inOrder(async () => JSON.stringify((await call('changes.state', {})).undo));
      const meant = newest();
      const takeBack = async (): Promise<void> => {
        notifications.hide(id);
        if ((await meant) === (await newest())) undo();
        else notifications.show({ id: 'undo', message: t('errors.changed_since'), color: 'gray' });
      };
      notifications.show({
        id,
        autoClose: 7000,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{message}</Text>
            <Button
              size="compact-sm"
              variant="subtle"
              style={{ flex: 'none' }}
              onClick={() => {
                takeBack().catch((error: unknown) =>
                  notifications.show({ id: 'undo', message: fault(error), color: 'gray' }),
                );
              }}
            >
              {t('undo')}
            </Button>
          </Group>
        ),
      });
    },
    [t, fault, undo],
  );
}
