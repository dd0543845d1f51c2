import { Button, Divider } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useLayoutEffect } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import type { AppError } from '../../shared/result.ts';
import { call } from '../app/bridge.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import { useLate } from '../ui/use-late.ts';
import { DoorCard } from './door-card.tsx';
import { remember, useDoorMemory } from './door-memory.ts';
import { type EarlyDoor, leaveEarlyDoor } from './early-door.ts';
import { UnlockFields, useUnlockDraft } from './unlock-form.tsx';

interface Try {
  input: Input<'center.unseal'>;
  opening?: EarlyDoor['opening'];
}

/** Asks for the passphrase: after each start, and once a day before the first person signs in. */
export function Unseal({ state }: { state: Output<'center.state'> }) {
  const t = useWords();
  const fault = useFault();
  const memory = useDoorMemory();
  const { draft, setDraft, complete, unlock } = useUnlockDraft();
  const field = useFirstFocus<HTMLInputElement>();
  const client = useQueryClient();
  const unseal = useMutation({
    mutationFn: ({ input, opening }: Try) => opening ?? call('center.unseal', input),
    onError: (error: AppError) => {
      remember({ fault: error });
      field.current?.select();
    },
    // What changed at the early door, no window was there to hear.
    onSettled: (_output, _error, { opening }) => {
      if (opening) void client.invalidateQueries({ queryKey: ['center'] });
    },
  });

  // Before anything is painted: what was typed at the early door goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when this door comes
  useLayoutEffect(() => {
    const early = leaveEarlyDoor();
    if (!early) return;
    const { passphrase, wantsCode, opening } = early;
    setDraft({ ...draft, passphrase, way: wantsCode ? 'code' : 'passphrase' });
    if (opening) unseal.mutate({ input: { passphrase }, opening });
  }, []);

  const late = useLate(unseal.isPending);
  const open = (input: Input<'center.unseal'>): void => {
    remember({ fault: null, openedByCode: 'recoveryCode' in input });
    unseal.mutate({ input });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (complete && !unseal.isPending) open(unlock);
  };

  return (
    <DoorCard
      size="narrow"
      title={state.center ? state.center.name : t('center:unseal.title')}
      lead={t(state.passphraseDue ? 'center:unseal.dueText' : 'center:unseal.text')}
    >
      <form onSubmit={submit} style={{ marginTop: 24 }}>
        {state.keychainOpens && (
          <>
            <Button
              fullWidth
              size="md"
              leftSection={<IconKey size={17} aria-hidden />}
              loading={late}
              onClick={() => open({ keychain: true })}
            >
              {t('center:unseal.keychain')}
            </Button>
            <Divider my="lg" label={t('center:unseal.or')} />
          </>
        )}
        <UnlockFields
          draft={draft}
          onChange={(next) => {
            if (memory.fault) remember({ fault: null });
            setDraft(next);
          }}
          error={memory.fault ? fault(memory.fault) : null}
          field={field}
          still
        />
        <Button
          type="submit"
          fullWidth
          size="md"
          mt="lg"
          variant={state.keychainOpens ? 'default' : 'filled'}
          aria-disabled={!complete}
          loading={late}
        >
          {t('center:unseal.open')}
        </Button>
      </form>
    </DoorCard>
  );
}
