import type { DisplacementStatus, Sex } from '../../../shared/rules/learner.ts';
import type { Consent } from './fields.ts';
import { wordList } from './word-list.ts';

/**
 * Answers as people and forms write them, in English, Ukrainian, Bulgarian and Arabic (and the Russian
 * that Ukrainian lists also hold), looked up through `wordKey`. Codes of KoboToolbox forms are our own.
 */
type Words<Choice extends string> = Record<Choice, readonly string[]>;

const UNDISCLOSED = wordList(`
    undisclosed | prefer not to say | prefer not to answer | rather not say | not disclosed | no answer |
    declined | не хочу казати | не хочу відповідати | не бажаю відповідати | не бажаю вказувати |
    воліла б не казати | волію не відповідати | відмова | предпочитам да не кажа |
    предпочитам да не отговоря | не желая да отговоря | без отговор | أفضل عدم الإجابة | أفضل عدم القول |
    أفضل ألا أقول | لا أرغب في الإجابة | لا أريد الإجابة`);

const OTHER = wordList(`
    other | інше | інша | інший | друго | друга | друг | другое | أخرى | آخر | غير ذلك`);

export const sexWords: Words<Sex> = {
  female: wordList(`
    female | f | w | woman | girl | lady | she her | ж | жін | жіноча | жіночий | жінка | дівчина | жен |
    жена | женски | женска | женский | женщина | момиче | أنثى | انثى | أنثي | امرأة | إمرأة | سيدة |
    فتاة | بنت | ث`),
  male: wordList(`
    male | m | man | boy | he him | ч | чол | чоловіча | чоловічий | чоловік | хлопець | м | муж | мъж |
    мъже | мъжки | мъжка | мужской | мужчина | момче | ذكر | رجل | ولد | شاب | ذ`),
  other: [
    ...OTHER,
    'non binary',
    'nonbinary',
    'x',
    'diverse',
    'небінарна',
    'небінарний',
    'небинарен',
    'небинарна',
  ],
  undisclosed: UNDISCLOSED,
};

export const yesWords = wordList(`
    yes | y | true | 1 | ok | agree | i agree | agreed | i consent | consent given | given | checked |
    так | т | є | згодна | згоден | погоджуюсь | погоджуюся | даю згоду | надаю згоду | так згодна |
    так згоден | да | съгласна | съгласен | съгласна съм | съгласен съм | давам съгласие | имам |
    согласна | согласен | نعم | أجل | موافق | موافقة | أوافق | نعم أوافق | ✓ | ✔ | + | v | x`);

export const noWords = wordList(`
    no | n | false | 0 | disagree | i do not agree | not given | refused | declined | unchecked | ні | н |
    нет | немає | незгодна | незгоден | не згодна | не згоден | не погоджуюсь | не погоджуюся |
    не даю згоди | не | несъгласна | несъгласен | не съм съгласна | не съм съгласен | нямам | لا | كلا |
    غير موافق | غير موافقة | لا أوافق | أرفض | ✗ | ✘`);

export const consentWords: Words<Consent> = { given: yesWords, refused: noWords };

export const displacementWords: Words<DisplacementStatus> = {
  internally_displaced: wordList(`
    internally displaced | internally displaced person | idp | displaced | i am internally displaced |
    впо | має статус впо | внутрішньо переміщена особа | внутрішньо переміщена | внутрішньо переміщений |
    переселенка | переселенець | переміщена особа | переміщена | переміщений | вътрешно разселена |
    вътрешно разселен | вътрешно разселено лице | разселена | разселен | نازح | نازحة | نازح داخليا |
    نازحة داخليا | نازحون داخليا`),
  refugee: wordList(`
    refugee | temporary protection | under temporary protection | subsidiary protection | біженка |
    біженець | біженці | тимчасовий захист | бежанка | бежанец | бежанци | временна закрила |
    с временна закрила | хуманитарен статут | беженка | беженец | لاجئ | لاجئة | لاجيء | حماية مؤقتة`),
  asylum_seeker: wordList(`
    asylum seeker | asylum | seeking asylum | шукачка притулку | шукач притулку | шукачі притулку |
    търсеща убежище | търсещ убежище | търсеща закрила | търсещ закрила | طالب لجوء | طالبة لجوء |
    طالب اللجوء`),
  returnee: wordList(`
    returnee | returned | returnees | повернулась | повернулася | повернувся | повернена | повернений |
    завърнала се | завърнал се | завърнали се | عائد | عائدة`),
  host_community: wordList(`
    host community | host | local | local resident | resident | not displaced | non displaced | місцева |
    місцевий | місцева жителька | місцевий житель | місцева громада | приймаюча громада | не впо |
    приемна общност | приемаща общност | местна | местен | местно население | مجتمع مضيف |
    المجتمع المضيف | مقيم | مقيمة | محلي`),
  stateless: wordList(`
    stateless | stateless person | без громадянства | особа без громадянства | без гражданство |
    عديم الجنسية | عديمة الجنسية | بدون`),
  undisclosed: UNDISCLOSED,
  other: OTHER,
};

export const roleWords: Words<'learner' | 'staff'> = {
  learner: wordList(`
    student | learner | participant | trainee | студент | студентка | учасниця | учасник | слухачка |
    слухач | учениця | учень | курсист | курсистка | участничка | участник | ученик | ученичка | طالب |
    طالبة | متعلم | متعلمة | متدرب | متدربة | مشارك | مشاركة`),
  staff: wordList(`
    teacher | non editing teacher | editing teacher | manager | course creator | administrator | admin |
    instructor | trainer | tutor | mentor | coach | facilitator | coordinator | assistant | викладач |
    викладачка | вчитель | вчителька | тренер | тренерка | ментор | менторка | куратор | кураторка |
    координатор | координаторка | адміністратор | адміністраторка | асистент | асистентка | керівник |
    менеджер | учител | учителка | преподавател | преподавателка | треньор | обучител | наставник |
    преподаватель | معلم | معلمة | مدرس | مدرسة | مدرب | مدربة | منسق | منسقة | مدير | مديرة`),
};
