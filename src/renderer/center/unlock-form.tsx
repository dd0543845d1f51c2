import { Anchor } from '@mantine/core';
import { type RefObject, useState } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { PassphraseInput } from './passphrase-input.tsx';
import { RecoveryCodeInput } from './recovery-code-input.tsx';
import { codeCharacters, codeLength } from './recovery-code-text.ts';

export type Unlock = Input<'center.restore'>['unlock'];

/** One of the two ways into the data, as it is being typed. */
export interface UnlockDraft {
  way: 'passphrase' | 'code';
  passphrase: string;
  code: string;
}

export function useUnlockDraft() {
  const [draft, setDraft] = useState<UnlockDraft>({ way: 'passphrase', passphrase: '', code: '' });
  const complete =
    draft.way === 'passphrase' ? draft.passphrase !== '' : codeCharacters(draft.code).length === codeLength;
  const unlock: Unlock =
    draft.way === 'passphrase' ? { passphrase: draft.passphrase } : { recoveryCode: draft.code };
  return { draft, setDraft, complete, unlock };
}

interface Props {
  draft: UnlockDraft;
  onChange: (draft: UnlockDraft) => void;
  error: string | null;
  field?: RefObject<HTMLInputElement | null>;
  passphraseLabel?: string;
  /** Keeps the room of a message below the field, so that nothing moves when one comes. */
  still?: boolean;
}

/** The center passphrase, or the recovery code where it was forgotten. */
export function UnlockFields({ draft, onChange, error, field, passphraseLabel, still = false }: Props) {
  const t = useWords();
  const other = draft.way === 'passphrase' ? 'code' : 'passphrase';
  const shared = { error, ...(field ? { field } : {}) };
  return (
    <div>
      <div style={still ? { minHeight: 98 } : {}}>
        {draft.way === 'passphrase' ? (
          <PassphraseInput
            {...shared}
            size="md"
            label={passphraseLabel ?? t('center:passphrase.label')}
            value={draft.passphrase}
            onChange={(passphrase) => onChange({ ...draft, passphrase })}
          />
        ) : (
          <RecoveryCodeInput
            {...shared}
            value={draft.code}
            onChange={(code) => onChange({ ...draft, code })}
          />
        )}
      </div>
      <Anchor
        component="button"
        type="button"
        size="sm"
        mt={6}
        onClick={() => {
          onChange({ ...draft, way: other });
          requestAnimationFrame(() => field?.current?.focus());
        }}
      >
        {t(other === 'code' ? 'center:unseal.useCode' : 'center:unseal.usePassphrase')}
      </Anchor>
    </div>
  );
}
