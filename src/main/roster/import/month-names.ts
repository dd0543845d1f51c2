import { wordKey } from './clean-text.ts';
import { wordList } from './word-list.ts';

/**
 * Names of the months as people type them: English, Ukrainian (nominative, genitive, short), Bulgarian,
 * Arabic (Levant, Egypt, Maghreb), and Russian, which Ukrainian lists also hold.
 */
const MONTHS: readonly (readonly string[])[] = [
  wordList(`
    january | jan | січень | січня | січ | януари | ян | كانون الثاني | يناير | جانفي | январь | января |
    янв`),
  wordList(`
    february | feb | лютий | лютого | лют | февруари | фев | شباط | فبراير | فيفري | февраль | февраля`),
  wordList(`
    march | mar | березень | березня | бер | март | мар | آذار | اذار | مارس | марта`),
  wordList(`
    april | apr | квітень | квітня | кві | квіт | април | апр | نيسان | أبريل | إبريل | أفريل | апрель |
    апреля`),
  wordList(`may | травень | травня | тра | трав | май | أيار | مايو | ماي | мая`),
  wordList(`
    june | jun | червень | червня | чер | черв | юни | حزيران | يونيو | يونيه | جوان | июнь | июня`),
  wordList(`
    july | jul | липень | липня | лип | юли | تموز | يوليو | يوليه | جويلية | июль | июля`),
  wordList(`
    august | aug | серпень | серпня | сер | серп | август | авг | آب | أغسطس | أوت | августа`),
  wordList(`
    september | sep | sept | вересень | вересня | вер | септември | сеп | септ | أيلول | سبتمبر |
    сентябрь | сентября | сен`),
  wordList(`
    october | oct | жовтень | жовтня | жов | жовт | октомври | окт | تشرين الأول | أكتوبر | октябрь |
    октября`),
  wordList(`
    november | nov | листопад | листопада | лис | лист | ноември | ное | تشرين الثاني | نوفمبر | ноябрь |
    ноября | ноя`),
  wordList(`
    december | dec | грудень | грудня | гру | груд | декември | дек | كانون الأول | ديسمبر | декабрь |
    декабря`),
];

const numberOf = new Map<string, number>();
for (const [index, names] of MONTHS.entries()) {
  for (const name of names) numberOf.set(wordKey(name), index + 1);
}

/** 1 to 12, or null where the word (or the two words) are no month's name. */
export function monthNumber(words: string): number | null {
  return numberOf.get(wordKey(words)) ?? null;
}
