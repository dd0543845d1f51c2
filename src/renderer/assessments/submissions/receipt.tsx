import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Input, Output } from '../../../shared/contract/index.ts';
import type { Language } from '../../../shared/contract/values.ts';
import { wordsIn } from '../../../shared/rules/wording.ts';
import { useCall } from '../../app/client.ts';
import { type PrintWords, usePrintWords } from '../../app/print-words.ts';
import { useFault } from '../../app/use-fault.ts';
import { bytesText, languages, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import paper from '../feedback.module.css';
import styles from './receipt.module.css';

type Of = Input<'assessments.receipt'>;

/** The receipt of one attempt on a screen of its own. */
export function ReceiptScreen() {
  const { assessmentId = '', learnerId = '', attemptId = '' } = useParams();
  const t = useWords();
  return (
    <div className={paper.screen}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={`/grading/${assessmentId}/submissions`}>{t('submissions:title')}</Link> ›{' '}
        {t('submissions:receipt.title')}
      </Where>
      <Receipt of={{ assessmentId, learnerId, attemptId }} />
    </div>
  );
}

const own = 'own';

/** What a learner can be given about work that came in, in her language, with the way to print it. */
export function Receipt({ of }: { of: Of }) {
  const t = useWords();
  const fault = useFault();
  const [language, setLanguage] = useState<Language | null>(null);
  const receipt = useCall('assessments.receipt', of);
  const words = usePrintWords(language ?? receipt.data?.language ?? 'en');
  if (receipt.isError) return <p role="alert">{fault(receipt.error)}</p>;
  if (!receipt.data || !words) return <Waiting />;
  return (
    <>
      <header className={`${room.head} ${room.offPaper}`}>
        <div className={room.title}>
          <h2 className={styles.heading}>{t('submissions:receipt.title')}</h2>
        </div>
        <Select
          w={180}
          aria-label={t('language')}
          allowDeselect={false}
          data={[
            { value: own, label: t('assessments:feedback.own_language') },
            ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
          ]}
          value={language ?? own}
          onChange={(value) => setLanguage(value === own ? null : (value as Language | null))}
        />
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
          data-print-receipt
        >
          {t('submissions:receipt.print')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too. */}
      <section className={paper.desk} tabIndex={0} aria-label={t('submissions:receipt.title')}>
        <ReceiptSheet words={words} receipt={receipt.data} />
      </section>
    </>
  );
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

function ReceiptSheet({ words, receipt }: { words: PrintWords; receipt: Output<'assessments.receipt'> }) {
  const { t, language } = words;
  const { locale } = languages[language];
  const stripped = [...new Set(receipt.files.flatMap((file) => file.stripped))];
  return (
    <article
      className={`${paper.sheet} ${styles.receipt}`}
      lang={language}
      dir={words.direction}
      data-receipt
    >
      <header>
        <p className={paper.center}>
          <bdi>{receipt.center}</bdi> · <bdi>{receipt.cohort}</bdi>
        </p>
        <h1 dir="auto">{receipt.learner}</h1>
        <p className={paper.title}>
          <bdi>{wordsIn(receipt.title, language)}</bdi> ·{' '}
          {t('assessments:desk.attempt', { number: words.number(receipt.number) })}
        </p>
      </header>
      <p>
        <b>
          {t('submissions:receipt.came', {
            when: words.list([
              words.date(receipt.on, day),
              receipt.at === null ? null : words.time(receipt.at),
            ]),
          })}
        </b>{' '}
        · {t(`assessments:source.${receipt.source}`)}
      </p>
      {receipt.files.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('submissions:receipt.file')}</th>
              <th>{t('submissions:table.size')}</th>
              <th>{t('submissions:receipt.check')}</th>
            </tr>
          </thead>
          <tbody>
            {receipt.files.map((file) => (
              <tr key={file.name}>
                <td>
                  <bdi>{file.name}</bdi>
                </td>
                <td>{bytesText(file.bytes, locale)}</td>
                <td>
                  <code dir="ltr">{file.sha256}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {stripped.length > 0 && (
        <p className={paper.title}>
          {t('submissions:stripped.text')}{' '}
          {words.list(stripped.map((trace) => t(`submissions:traces.${trace}`)))}
        </p>
      )}
      {receipt.files.length > 0 && <p className={paper.rights}>{t('submissions:receipt.text')}</p>}
    </article>
  );
}
