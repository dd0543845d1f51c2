import { wordKey } from './clean-text.ts';
import type { HeaderMeaning } from './header-words.ts';
import { wordList } from './word-list.ts';

/**
 * Words inside long questions ("Чи маєте статус ВПО?", "Please give your phone number"). The first rule
 * that fits decides; each entry fits at the start of a word, so that endings do not matter.
 */
const RULES: readonly (readonly [HeaderMeaning, readonly string[]])[] = [
  // Other people, places and things than the learner herself.
  [
    'ignore',
    wordList(`
    emergency | next of kin | guardian | parent | mother | spouse | husband | relative | child | school |
    company | organization | organisation | employer | course name | program name | username | user name |
    екстрен | контактної особи | контактна особа | родич | батьків | матері | чоловіка | дитин | дітей |
    школ | компані | організаці | назва | при спешност | близък | родител | съпруг | дете | училищ |
    фирма | организаци | الطوارئ | ولي الأمر | الأم | الزوج | أطفال | المدرسة | الشركة | المنظمة |
    laptop | computer | internet | ноутбук | комп'ютер | інтернет | лаптоп | компютър | интернет | حاسوب |
    كمبيوتر | لابتوب | إنترنت | passport | паспорт | جواز`),
  ],
  [
    'originRegion',
    wordList(`
    region | oblast | province | governorate | place of origin | country of origin | where did you live |
    where did you come from | до переміщення | область | області | місце проживання | звідки | откъде |
    родно място | държава на произход | област | المحافظة | بلد الأصل | مكان الأصل | المنطقة | من أين`),
  ],
  [
    'consentDate',
    wordList(`consent date | date of consent | дата згоди | дата на съгласие | تاريخ الموافقة`),
  ],
  [
    'consent',
    wordList(`
    consent | do you agree | i agree | gdpr | personal data | згод | погоджу | персональних даних |
    обробк | съглас | лични данни | توافق | موافق | أوافق | البيانات الشخصية`),
  ],
  [
    'birthDate',
    wordList(`
    date of birth | birth date | birthdate | birthday | were you born | дата народж | дату народж |
    народил | день народж | дата на раждане | рождена дата | роден на | родена на |
    родени | дата рожд | تاريخ الميلاد |
    تاريخ ميلاد | تاريخ الولادة | ولدت`),
  ],
  [
    'email',
    wordList(`
    email | e mail | електронн пошт | електронної пошти | електронну пошту | електронна пошта |
    електронна поща | имейл | імейл | البريد الإلكتروني | بريدك | إيميل`),
  ],
  [
    'phone',
    wordList(`
    phone | telephone | mobile | whatsapp | viber | телефон | мобільн | мобилен | вайбер | هاتف | الهاتف |
    هاتفك | جوال | موبايل | واتساب`),
  ],
  [
    'displacementStatus',
    wordList(`
    впо | idp | displaced | displacement | refugee | asylum | внутрішньо переміщен | переселен | біжен |
    бежан | разселен | убежище | временна закрила | نازح | نزوح | النزوح | لاجئ | اللجوء`),
  ],
  [
    'needs',
    wordList(`
    special needs | support do you need | disabilit | accessib | accommodation | особливі потреби |
    особливих потреб | інвалідн | потрібна підтримка | специални нужди | увреждан | احتياجات | إعاقة`),
  ],
  [
    'patronymic',
    wordList(`
    по батькові | patronymic | father s name | father's name | презиме | бащино | отчество | اسم الأب |
    اسم والد`),
  ],
  ['displayName', wordList(`call you | preferred name | звертатис | обръщаме | نناديك`)],
  [
    'fullName',
    wordList(`
    full name | name and surname | surname and name | first and last name | your name | піб |
    прізвище та ім | прізвище ім | ім'я та прізвище | ім'я прізвище | фио | име и фамилия | трите имена |
    вашите имена | الاسم الكامل | اسمك الكامل | الاسم الثلاثي`),
  ],
  [
    'lastName',
    wordList(`
    surname | family name | last name | прізвище | фамилия | фамилно | اسم العائلة | الكنية`),
  ],
  ['firstName', ['first name', 'given name', 'собствено име', 'الاسم الأول']],
  ['sex', wordList(`gender | your sex | стать | статі | вашият пол | الجنس`)],
  [
    'ageBand',
    wordList(`
    age group | age range | how old | your age | вікова | скільки вам років | ваш вік | на колко години |
    възраст | عمرك | الفئة العمرية`),
  ],
  ['languages', wordList(`language | мовами | мови | езици | اللغات | لغات`)],
  [
    'enrollmentStart',
    wordList(`
    enrollment start | enrollment date | enrolment date | дата зарахування | дата на записване |
    تاريخ الالتحاق`),
  ],
  [
    'cohort',
    wordList(`
    cohort | which group | когорт | кохорт | яка група | навчальна група | الدفعة | المجموعة`),
  ],
  [
    'note',
    wordList(`
    comment | anything else | additional information | remarks | коментар | додаткова інформація |
    примітк | бележк | забележк | ملاحظات`),
  ],
];

const rules = RULES.map(
  ([meaning, phrases]) => [meaning, phrases.map((phrase) => ` ${wordKey(phrase)}`)] as const,
);

/** What a long question asks for, null where no word of ours is in it. */
export function phraseMeaning(question: string): HeaderMeaning | null {
  const text = ` ${wordKey(question)}`;
  return rules.find(([, phrases]) => phrases.some((phrase) => text.includes(phrase)))?.[0] ?? null;
}
