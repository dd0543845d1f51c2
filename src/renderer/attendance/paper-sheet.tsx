import type { Output } from '../../shared/contract/index.ts';
import type { Status } from '../../shared/rules/statuses.ts';
import type { PrintWords } from '../app/print-words.ts';
import styles from './paper-sheet.module.css';

type Session = Output<'sessions.get'>;

interface Props {
  words: PrintWords;
  center: string;
  session: Session;
  statuses: readonly Status[];
  names: readonly string[];
  extraRows: number;
  /** Null on a preview that has not been printed: it has no code yet. */
  code: string | null;
}

/** A page of A4 has room for so many: a class of 25 with four written in by hand is one page. */
const rowsOnPage = 29;
/** A name longer than this takes two small lines. */
const long = 30;

/** A roll for pens: everybody signs, and the exceptions are ringed. Its numbers are those that typing goes by. */
export function PaperSheet({ names, extraRows, ...props }: Props) {
  const rows = [...names, ...Array.from({ length: extraRows }, () => '')].map((name, index) => ({
    name,
    number: index + 1,
  }));
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage));
  return Array.from({ length: pages }, (_, index) => index + 1).map((page) => (
    <Page
      key={page}
      {...props}
      rows={rows.slice((page - 1) * rowsOnPage, page * rowsOnPage)}
      page={page}
      pages={pages}
    />
  ));
}

type PageProps = Omit<Props, 'names' | 'extraRows'> & {
  rows: readonly { number: number; name: string }[];
  page: number;
  pages: number;
};

function Page({ words, center, session, statuses, code, rows, page, pages }: PageProps) {
  const { t, number } = words;
  const pageCode = `${code ?? '····'}-${page}`;
  const exceptions = statuses.filter((status, index) => index > 0 || status.countsAs !== 'present');
  return (
    <article
      className={styles.page}
      lang={words.language}
      dir={words.direction}
      data-paper-page={pageCode}
      data-draft={code === null || undefined}
    >
      <Head words={words} center={center} session={session} pageCode={pageCode} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>{t('paper:sheet.number')}</th>
            <th>{t('paper:sheet.name')}</th>
            <th className={styles.signature}>{t('paper:sheet.signature')}</th>
            <th className={styles.letters}>{t('paper:sheet.exception')}</th>
            <th className={styles.minutes}>{t('paper:sheet.minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number} data-paper-row={row.number}>
              <td className={styles.number}>{number(row.number)}</td>
              <td className={styles.name} data-long={row.name.length > long || undefined}>
                <div dir="auto">{row.name}</div>
              </td>
              <td />
              <td>
                <div className={styles.ring}>
                  {exceptions.map((status) => (
                    <span key={status.code}>{letterOf(status)}</span>
                  ))}
                </div>
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <Foot words={words} exceptions={exceptions} pageCode={pageCode} page={page} pages={pages} />
    </article>
  );
}

function Head({
  words,
  center,
  session,
  pageCode,
}: Pick<PageProps, 'words' | 'center' | 'session'> & { pageCode: string }) {
  const { t, time } = words;
  const facts = [
    words.date(session.date),
    `${time(session.startsAt)}–${time(session.endsAt)}`,
    session.room && t('paper:sheet.room', { room: session.room }),
    session.instructorName && t('paper:sheet.instructor', { name: session.instructorName }),
  ];
  return (
    <header className={styles.head}>
      <div>
        <div className={styles.center}>
          <bdi>{center}</bdi> · <bdi>{session.cohortName}</bdi>
        </div>
        <h2 className={styles.title} dir="auto">
          {session.title || t(`sessions:kinds.${session.kind}`)}
        </h2>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
        <p className={styles.facts}>{t('paper:sheet.how')}</p>
      </div>
      <div className={styles.code}>
        {pageCode}
        <span className={styles.codeWord} dir={words.direction}>
          {t('paper:sheet.code')}
        </span>
      </div>
    </header>
  );
}

function Foot({
  words,
  exceptions,
  pageCode,
  page,
  pages,
}: Pick<PageProps, 'words' | 'page' | 'pages'> & { exceptions: readonly Status[]; pageCode: string }) {
  const { t, number } = words;
  return (
    <footer className={styles.foot}>
      <div className={styles.legend}>
        {exceptions.map((status, index) => (
          <span key={status.code}>
            {index > 0 && ' · '}
            <b dir="ltr">{letterOf(status)}</b> {words.status(status)}
          </span>
        ))}
      </div>
      <div className={styles.lines}>
        <span className={styles.line}>{t('paper:sheet.held_from')}</span>
        <span className={styles.line}>{t('paper:sheet.held_to')}</span>
        <span className={styles.line}>{t('paper:sheet.signed')}</span>
      </div>
      <div className={styles.end}>
        <span>{t('paper:sheet.page', { page: number(page), pages: number(pages) })}</span>
        <span dir="ltr">{pageCode}</span>
      </div>
    </footer>
  );
}

/** What is typed for it afterwards: the letter that every keyboard has on that key in Latin. */
export const letterOf = ({ key }: Status): string => key.replace(/^(?:Key|Digit)/, '');
