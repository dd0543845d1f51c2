import { Button, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useWrite } from '../app/client.ts';
import { showRecoveryCode } from '../app/recovery-code.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { Dialog } from './dialog.tsx';
import { remember } from './door-memory.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { PassphraseInput } from './passphrase-input.tsx';
import { fewestCharacters } from './passphrase-strength.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';
import { UnlockFields, useUnlockDraft } from './unlock-form.tsx';

/** The ways into the data: passphrase, recovery code, and the keychain of a laptop that one person uses. */
export function Keys({ state, me }: PartProps) {
  const t = useWords();
  const fault = useFault();
  const [dialog, setDialog] = useState<'passphrase' | 'code' | null>(null);
  const personal = useWrite('center.setPersonal');
  return (
    <>
      <Section
        title={t('center:passphrase.label')}
        text={t('center:keys.passphraseText')}
        action={
          <Button variant="default" onClick={() => setDialog('passphrase')}>
            {t('center:keys.changePassphrase')}
          </Button>
        }
      />
      <Section
        title={t('center:recoveryCode.label')}
        text={t('center:keys.codeText')}
        action={
          <Button
            variant={state.recoveryCodeConfirmed ? 'default' : 'filled'}
            onClick={() => setDialog('code')}
          >
            {t('center:keys.newCode')}
          </Button>
        }
      >
        <p className={state.recoveryCodeConfirmed ? styles.good : styles.care} style={{ margin: '12px 0 0' }}>
          {t(state.recoveryCodeConfirmed ? 'center:keys.codeConfirmed' : 'center:keys.codeUnconfirmed')}
        </p>
      </Section>
      {state.keychain && (
        <Section title={t('center:keys.personal')} text={t('center:keys.personalText')}>
          <Switch
            mt="md"
            label={t('center:keys.personalSwitch')}
            checked={state.device?.personal ?? false}
            onChange={(event) => personal.mutate({ personal: event.currentTarget.checked })}
          />
          {personal.error && (
            <p role="alert" className={styles.fault}>
              {fault(personal.error)}
            </p>
          )}
        </Section>
      )}
      {dialog === 'passphrase' && (
        <ChangePassphrase known={[state.center?.name ?? '', me.name]} onClose={() => setDialog(null)} />
      )}
      {dialog === 'code' && <NewRecoveryCode onClose={() => setDialog(null)} />}
    </>
  );
}

function ChangePassphrase({ known, onClose }: { known: string[]; onClose: () => void }) {
  const t = useWords();
  const { draft, setDraft, complete, unlock } = useUnlockDraft();
  const [next, setNext] = useState({ passphrase: '', again: '' });
  const [checked, setChecked] = useState(false);
  const change = useWrite('center.changePassphrase', {
    onSuccess: () => {
      remember({ openedByCode: false });
      notifications.show({ message: t('center:keys.passphraseChanged') });
      onClose();
    },
  });
  const short = [...next.passphrase].length < fewestCharacters;
  const different = next.passphrase !== next.again;
  const submit = (): void => {
    setChecked(true);
    if (!complete || short || different) return;
    const { passphrase } = next;
    change.mutate(
      'passphrase' in unlock
        ? { current: unlock.passphrase, passphrase }
        : { recoveryCode: unlock.recoveryCode, passphrase },
    );
  };
  return (
    <Dialog
      title={t('center:keys.changePassphrase')}
      text={t('center:keys.changeText')}
      submit={t('center:keys.change')}
      busy={change.isPending}
      error={change.error}
      size={500}
      onSubmit={submit}
      onClose={onClose}
    >
      <UnlockFields
        draft={draft}
        onChange={setDraft}
        error={checked && !complete ? t('center:faults.unlock') : null}
        passphraseLabel={t('center:passphrase.old')}
      />
      <div style={{ marginTop: 16 }}>
        <NewPassphrase
          size="sm"
          {...next}
          onChange={(values) => setNext({ ...next, ...values })}
          passphraseError={checked && short ? t('center:faults.passphrase') : null}
          againError={checked && !short && different ? t('center:faults.passphraseAgain') : null}
          known={known}
        />
      </div>
    </Dialog>
  );
}

function NewRecoveryCode({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [passphrase, setPassphrase] = useState('');
  const make = useWrite('center.newRecoveryCode', {
    onSuccess: ({ recoveryCode }) => {
      onClose();
      showRecoveryCode(recoveryCode);
    },
  });
  return (
    <Dialog
      title={t('center:keys.newCode')}
      text={t('center:keys.newCodeText')}
      submit={t('center:keys.makeCode')}
      busy={make.isPending}
      error={make.error}
      onSubmit={() => passphrase !== '' && make.mutate({ passphrase })}
      onClose={onClose}
    >
      <PassphraseInput label={t('center:passphrase.label')} value={passphrase} onChange={setPassphrase} />
    </Dialog>
  );
}
