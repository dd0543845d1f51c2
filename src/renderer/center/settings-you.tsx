import { Button, Input, SegmentedControl, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import type { Language } from '../../shared/contract/values.ts';
import { AppError } from '../../shared/result.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { languages, useWords } from '../app/words.ts';
import { languageCodes, themes } from './appearance-switch.tsx';
import { PinFields } from './pin-fields.tsx';
import { PinInput } from './pin-input.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';

export function You({ state, me }: PartProps) {
  const t = useWords();
  const language = useWrite('center.setMyLanguage');
  const appearance = useWrite('center.setAppearance');
  return (
    <>
      <Section title={me.name} text={t(`center:roles.${me.role}`)} />
      <Section title={t('center:you.screen')}>
        <div className={`${styles.body} ${styles.pair}`}>
          <Select
            label={t('center:you.language')}
            description={t('center:you.languageHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[
              { value: 'laptop', label: t('center:you.asLaptop') },
              ...languageCodes.map((code) => ({ value: code as string, label: languages[code].name })),
            ]}
            value={me.language ?? 'laptop'}
            onChange={(next) =>
              next && language.mutate({ language: next === 'laptop' ? null : (next as Language) })
            }
            allowDeselect={false}
          />
          <Input.Wrapper
            label={t('theme')}
            labelElement="div"
            labelProps={{ id: 'theme-label' }}
            description={t('center:you.themeHint')}
            inputWrapperOrder={['label', 'input', 'description']}
          >
            <SegmentedControl
              aria-labelledby="theme-label"
              fullWidth
              mb={4}
              bg="transparent"
              bd="1px solid var(--line)"
              transitionDuration={0}
              value={state.appearance.theme}
              onChange={(theme) => appearance.mutate({ theme })}
              data={themes.map((theme) => ({ value: theme, label: t(`theme_${theme}`) }))}
            />
          </Input.Wrapper>
        </div>
      </Section>
      <MyPin personId={me.id} />
    </>
  );
}

const nothing = { old: '', pin: '', again: '' };

function MyPin({ personId }: { personId: string }) {
  const t = useWords();
  const fault = useFault();
  const [typed, setTyped] = useState(nothing);
  const [checked, setChecked] = useState(false);
  const [visible, onVisibilityChange] = useState(false);
  const eye = { visible, onVisibilityChange };
  const setPin = useWrite('center.setPin', {
    onSuccess: () => {
      setTyped(nothing);
      setChecked(false);
      notifications.show({ message: t('center:you.pinChanged') });
    },
  });
  const short = typed.pin.length < 4;
  const different = typed.pin !== typed.again;
  const oldWrong = setPin.error instanceof AppError && setPin.error.failure.code === 'forbidden';
  const change = (values: Partial<typeof nothing>): void => {
    setPin.reset();
    setChecked(false);
    setTyped((before) => ({ ...before, ...values }));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (!short && !different) setPin.mutate({ personId, oldPin: typed.old, pin: typed.pin });
  };
  return (
    <Section title={t('center:you.pin')} text={t('center:you.pinText')}>
      <form onSubmit={submit} className={styles.body} noValidate>
        <PinInput
          {...eye}
          more
          label={t('center:pin.old')}
          w="calc(50% - 7px)"
          value={typed.old}
          onChange={(old) => change({ old })}
          error={oldWrong && fault(setPin.error)}
        />
        <PinFields
          newPin
          eye={eye}
          pin={typed.pin}
          again={typed.again}
          onChange={change}
          pinError={checked && short ? t('center:faults.pin') : null}
          againError={checked && !short && different ? t('center:faults.pinAgain') : null}
        />
        {setPin.error && !oldWrong && (
          <p role="alert" className={styles.fault}>
            {fault(setPin.error)}
          </p>
        )}
        <Button type="submit" mt="md" loading={setPin.isPending}>
          {t('center:you.changePin')}
        </Button>
      </form>
    </Section>
  );
}
