import { Button, Group, Radio, Select, TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Learner } from '../../shared/contract/roster-learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { currentLanguage, languages, useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import { fullDate } from './dates.ts';
import { Form } from './form.tsx';
import styles from './learner.module.css';
import { languageName } from './say.ts';

type Consent = Learner['consents'][number];
type Dialog = { kind: 'record' | 'withdraw'; consent: Consent } | null;

/** What she agreed to, purpose by purpose. */
export function LearnerConsents({ learner, today }: { learner: Learner; today: string }) {
  const t = useWords();
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = (): void => setDialog(null);
  return (
    <>
      <ul className={styles.rows}>
        {learner.consents.map((consent) => (
          <li key={consent.purpose} className={styles.row}>
            <State consent={consent} />
            <span className={styles.rowText}>
              <span id={`purpose-${consent.purpose}`}>{t(`roster:purpose_short.${consent.purpose}`)}</span>
              <span className={styles.rowAbout}>
                <Answer consent={consent} />
              </span>
            </span>
            {consent.answer === 'given' && (
              <Button
                variant="subtle"
                size="compact-sm"
                {...named('withdraw', consent)}
                onClick={() => setDialog({ kind: 'withdraw', consent })}
              >
                {t('roster:learner.consent_withdraw')}
              </Button>
            )}
            <Button
              variant={consent.answer === null ? 'default' : 'subtle'}
              size="compact-sm"
              {...named('record', consent)}
              onClick={() => setDialog({ kind: 'record', consent })}
            >
              {t(consent.answer === null ? 'roster:learner.consent_record' : 'roster:learner.consent_change')}
            </Button>
          </li>
        ))}
      </ul>
      {dialog?.kind === 'record' && (
        <Record learnerId={learner.id} consent={dialog.consent} today={today} onClose={close} />
      )}
      {dialog?.kind === 'withdraw' && (
        <Withdraw learnerId={learner.id} consent={dialog.consent} today={today} onClose={close} />
      )}
    </>
  );
}

/** A button that says by its name what it does and to which consent: its own word, then the purpose of its row. */
function named(what: 'record' | 'withdraw', { purpose }: Consent) {
  const id = `${what}-${purpose}`;
  return { id, 'aria-labelledby': `${id} purpose-${purpose}` };
}

const looks = {
  open: { Icon: IconCircleDashed, look: styles.open },
  given: { Icon: IconCircleCheck, look: styles.good },
  refused: { Icon: IconCircleX, look: styles.bad },
  withdrawn: { Icon: IconCircleMinus, look: styles.bad },
};

function State({ consent }: { consent: Consent }) {
  const { Icon, look } = looks[consent.answer ?? 'open'];
  return <Icon size={18} className={look} aria-hidden />;
}

/** What she answered, when, and to which text; of what was withdrawn since when, and that she had agreed. */
function Answer({ consent }: { consent: Consent }) {
  const t = useWords();
  const { answer, on, withdrawnOn, textVersion, language } = consent;
  if (answer === null) return t('roster:learner.consent_ask');
  const said = answer === 'refused' ? 'refused' : 'given';
  return [
    withdrawnOn && t('roster:learner.consent_withdrawn_on', { date: fullDate(withdrawnOn) }),
    on === null
      ? t(`roster:learner.consent_${said}`)
      : t(`roster:learner.consent_${said}_on`, { date: fullDate(on) }),
    textVersion && t('roster:learner.consent_text', { version: textVersion }),
    language && languageName(language),
  ]
    .filter(Boolean)
    .join(' · ');
}

interface FormProps {
  learnerId: string;
  consent: Consent;
  today: string;
  onClose: () => void;
}

function Record({ learnerId, consent, today, onClose }: FormProps) {
  const t = useWords();
  const done = useDone();
  const center = useCall('center.state', {}).data?.center?.language;
  // Who withdrew is asked anew: neither her old answer nor its date may pass for a new one.
  const anew = consent.answer === 'withdrawn' || consent.answer === null;
  const [given, setGiven] = useState<boolean | null>(anew ? null : consent.answer === 'given');
  const [textVersion, setTextVersion] = useState(consent.textVersion || consent.lastVersion || '');
  const [language, setLanguage] = useState<string>(consent.language || center || currentLanguage());
  const [on, setOn] = useState<string | null>(anew ? today : (consent.on ?? today));
  const { purpose } = consent;
  const write = useWrite('roster.setConsent', {
    onSuccess: () => {
      done(t('roster:learner.consent_done'));
      onClose();
    },
  });
  const codes = [...new Set([...Object.keys(languages), 'ru', language])];
  return (
    <Form
      title={t('roster:learner.consent_title', { purpose: t(`roster:purpose.${purpose}`) })}
      submit={t('roster:learner.consent_record')}
      busy={write.isPending}
      error={write.error}
      disabled={given === null || textVersion.trim() === ''}
      onClose={onClose}
      onSubmit={() =>
        given !== null &&
        write.mutate({ learnerId, purpose, given, textVersion: textVersion.trim(), language, on })
      }
    >
      <Radio.Group
        label={t('roster:learner.consent_answer')}
        value={given === null ? null : String(given)}
        onChange={(value) => setGiven(value === 'true')}
      >
        <Group gap="lg" mt={6}>
          <Radio value="true" label={t('roster:consent.given')} data-autofocus />
          <Radio value="false" label={t('roster:consent.refused')} />
        </Group>
      </Radio.Group>
      <TextInput
        label={t('roster:learner.consent_version')}
        description={t('roster:learner.consent_version_hint')}
        maxLength={200}
        dir="auto"
        value={textVersion}
        onChange={(event) => setTextVersion(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <Select
          label={t('roster:learner.consent_language')}
          data={codes.map((code) => ({ value: code, label: languageName(code) }))}
          allowDeselect={false}
          value={language}
          onChange={(value) => setLanguage(value ?? language)}
        />
        <DateField label={t('roster:learner.consent_on')} value={on} onChange={setOn} />
      </Group>
    </Form>
  );
}

function Withdraw({ learnerId, consent, today, onClose }: FormProps) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const { purpose } = consent;
  const write = useWrite('roster.withdrawConsent', {
    onSuccess: () => {
      done(t('roster:learner.withdraw_done'));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:learner.withdraw_title', { purpose: t(`roster:purpose.${purpose}`) })}
      text={t('roster:learner.withdraw_text')}
      submit={t('roster:learner.consent_withdraw')}
      busy={write.isPending}
      error={write.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ learnerId, purpose, withdrawnOn: on })}
    >
      <DateField data-autofocus label={t('roster:learner.withdrawn_on')} value={on} onChange={setOn} />
    </Form>
  );
}
