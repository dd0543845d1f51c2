import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from './bridge.ts';
import { inOrder } from './in-order.ts';
import { nextAct, offeredBefore, refusedActOf, sayUndo, type Which } from './undo-offer.ts';
import { UndoRefused } from './undo-refused.tsx';
import { useFault } from './use-fault.ts';
import { whyUndo } from './why-undo-state.ts';
import { instantText, useWords } from './words.ts';

/** What an act is called: `acts` in the catalog, by its call. */
export function useActName(): (act: Pick<Output<'changes.undo'>['act'], 'command' | 'cells'>) => string {
  const t = useWords();
  return useCallback(
    (act) => {
      const say = t as unknown as (keys: string[], values: object) => string;
      return say([`app:acts.${act.command.replace('.', '_')}`, 'app:acts.other'], { count: act.cells });
    },
    [t],
  );
}

interface Ask {
  /** The reason that a closed roll asks for. */
  why?: string | undefined;
  /** Goes past what was refused. */
  before?: number | undefined;
  /** The same keys again take what is offered. */
  byKeys?: boolean;
}

const channels = { undo: 'changes.undo', redo: 'changes.redo' } as const;

/**
 * Undo and redo of one's own acts, each with a word of what it did; a closed roll asks why first. What cannot be taken
 * back is named with the reason, and the one before it is offered: by a button, and by the same keys again.
 */
export function useUndo() {
  const t = useWords();
  const fault = useFault();
  const nameOf = useActName();
  const take = useCallback(
    async (which: Which, { why, before, byKeys = false }: Ask): Promise<void> => {
      let from = before;
      try {
        const { act } = await inOrder(async () => {
          if (byKeys) from ??= (await offeredBefore(which)) ?? undefined;
          return call(channels[which], { ...(why ? { why } : {}), ...(from ? { before: from } : {}) });
        });
        const message = t(which === 'undo' ? 'undone' : 'redone', { what: nameOf(act) });
        sayUndo({ message, for: 3000 }, null);
      } catch (error) {
        if (error instanceof AppError && error.failure.reason === 'undo_roll_closed')
          return whyUndo.ask({ which, before: from });
        const refused = refusedActOf(error);
        if (!refused) return sayUndo({ message: fault(error), for: 6000 }, null);
        const { nextCommand: command, nextCells: cells } = refused;
        const next = command === undefined || cells === undefined ? null : nameOf({ command, cells });
        sayUndo(
          {
            title: t(which === 'undo' ? 'undo_refused.undo' : 'undo_refused.redo', {
              what: nameOf(refused),
              when: instantText(refused.at),
            }),
            message: (
              <UndoRefused
                which={which}
                refused={refused}
                fault={fault(error)}
                next={next}
                onNext={() => void take(which, { before: refused.before })}
              />
            ),
            for: next === null ? 6000 : 12_000,
          },
          next === null ? null : { which, before: refused.before, next: await nextAct(which) },
        );
      }
    },
    [t, fault, nameOf],
  );
  return {
    undo: useCallback((ask: Ask = {}) => void take('undo', ask), [take]),
    redo: useCallback((ask: Ask = {}) => void take('redo', ask), [take]),
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
      const newest = () => inOrder(() => nextAct('undo'));
      const meant = newest();
      const takeBack = async (): Promise<void> => {
        notifications.hide(id);
        if ((await meant) === (await newest())) undo();
        else sayUndo({ message: t('errors.changed_since'), for: 6000 }, null);
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
                takeBack().catch((error: unknown) => sayUndo({ message: fault(error), for: 6000 }, null));
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
