import { wordKey } from './clean-text.ts';
import type { Field } from './fields.ts';
import { wordList } from './word-list.ts';

/** A column name and what it means; `name` alone is a given name when a surname column stands beside it. */
export type HeaderMeaning = Field | 'nameOrFirstName' | 'timestamp';

/**
 * Names of columns in English, Ukrainian, Bulgarian and Arabic (and the Russian of older Ukrainian
 * lists), with those of Moodle, KoboToolbox, Google Forms and Excel's abbreviations. Looked up whole,
 * through `wordKey`.
 */
const NAMES: Record<Exclude<HeaderMeaning, 'originRegion' | 'answer' | 'ignore'>, readonly string[]> = {
  fullName: wordList(`
    full name | fullname | first and last name | name and surname | surname and name | surname name |
    name surname | last name first name | first name last name | learner | learner name | student |
    student name | participant | participant name | name of participant | name of learner |
    name of student | beneficiary name | your name | your full name | what is your name |
    what is your full name | full name of participant | names | піб | п і б | пiб | піп | повне ім'я |
    прізвище та ім'я | прізвище і ім'я | прізвище ім'я | ім'я та прізвище | ім'я прізвище |
    прізвище ім'я по батькові | прізвище ім'я та по батькові | прізвище та ім'я по батькові |
    піб учасниці | піб учасника | піб студента | піб студентки | учасниця | учасник | студентка |
    студент | слухачка | слухач | ваше піб | ваше ім'я та прізвище | як вас звати | прізвище та ініціали |
    фио | ф и о | фамилия имя отчество | фамилия и имя | фамилия имя | име и фамилия | имена | три имена |
    трите имена | пълно име | име презиме и фамилия | име презиме фамилия | собствено и фамилно име |
    име на участника | участник | участничка | курсист | курсистка | вашето име | как се казвате |
    الاسم الكامل | الإسم الكامل | الاسم بالكامل | الاسم الثلاثي | الاسم الرباعي | الاسم واللقب |
    الاسم والنسبة | الاسم والكنية | الاسم الكامل للمتدربة | اسم المتدرب | اسم المتدربة | اسم الطالب |
    اسم الطالبة | اسم المشارك | اسم المشاركة | ما اسمك | ما هو اسمك | اسم المستفيد | اسم المستفيدة`),
  nameOrFirstName: wordList(`name | ім'я | имя | име | الاسم | الإسم | اسم | nom | ime | ваше ім'я`),
  firstName: wordList(`
    first name | firstname | given name | given names | forename | first | fname | first names |
    перше ім'я | власне ім'я | собствено име | първо име | лично име | الاسم الأول | الاسم الاول |
    الاسم الشخصي | اسمك الأول`),
  lastName: wordList(`
    last name | lastname | surname | family name | familyname | family | last | lname | second name |
    прізвище | ваше прізвище | фамилия | фамилно име | последно име | اسم العائلة | إسم العائلة |
    العائلة | الكنية | النسبة | اللقب | الاسم الأخير | الشهرة`),
  patronymic: wordList(`
    patronymic | middle name | middlename | father name | father s name | father's name | fathers name |
    name of father | по батькові | побатькові | ім'я по батькові | по-батькові | отчество | презиме |
    бащино име | اسم الأب | اسم الاب | إسم الأب | اسم الوالد | الاسم الثاني`),
  displayName: wordList(`
    display name | displayname | preferred name | short name | nickname | known as | називати |
    як до вас звертатися | як звертатися | бажане ім'я | коротке ім'я | предпочитано име | кратко име |
    как да се обръщаме към вас | الاسم المفضل | الاسم المختصر | الاسم المعروض`),
  birthDate: wordList(`
    birth date | birthdate | date of birth | dob | d o b | birthday | born | born on | birth |
    date birth | your date of birth | when were you born | дата народження | дата нар | д н | дн | д нар |
    день народження | народження | рік народження | ваша дата народження | коли ви народилися |
    дата рождения | д р | др | день рождения | дата на раждане | рождена дата | рожден ден | роден на |
    родена на | дата на раждането | дата раждане | تاريخ الميلاد | تاريخ الولادة | الميلاد |
    تاريخ ميلادك | ت الميلاد | المواليد | تاريخ الميلاد يوم شهر سنة`),
  ageBand: wordList(`
    age | age group | age band | age range | agegroup | your age | how old are you | вік | вікова група |
    ваш вік | повних років | скільки вам років | возраст | възраст | възрастова група | навършени години |
    العمر | الفئة العمرية | السن | كم عمرك`),
  sex: wordList(`
    sex | gender | m f | f m | your gender | your sex | стать | гендер | ваша стать | ст | пол | пол м ж |
    джендър | الجنس | النوع | النوع الاجتماعي | جنس`),
  phone: wordList(`
    phone | phone number | telephone | tel | tel no | mobile | mobile phone | mobile number | cell |
    cell phone | cellphone | contact number | contact phone | phone no | whatsapp | whatsapp number |
    viber | phone whatsapp | phone1 | phone 1 | mobilephone | your phone number |
    what is your phone number | телефон | тел | номер телефону | номер тел | моб | моб тел | мобільний |
    мобільний телефон | контактний телефон | контактний номер | ваш телефон | ваш номер телефону |
    вайбер | номер телефона | мобильный | мобильный телефон | телефонен номер | телефон за връзка |
    мобилен | мобилен телефон | моб телефон | тел номер | gsm | gsm номер | гсм | الهاتف | رقم الهاتف |
    هاتف | رقم الجوال | الجوال | جوال | الموبايل | موبايل | رقم الموبايل | المحمول | رقم المحمول |
    رقم التواصل | واتساب | رقم الواتساب | رقم هاتفك`),
  email: wordList(`
    email | e mail | mail | email address | e mail address | your email | your email address |
    emailaddress | contact email | електронна пошта | ел пошта | ел адреса | адреса електронної пошти |
    електронна адреса | пошта | імейл | емейл | мейл | е мейл | ваша електронна пошта | е пошта |
    электронная почта | почта | адрес электронной почты | имейл | имейл адрес | електронна поща |
    ел поща | и мейл | електронен адрес | адрес за електронна поща | поща | البريد الإلكتروني |
    البريد الالكتروني | بريد إلكتروني | الإيميل | ايميل | إيميل | عنوان البريد الإلكتروني | عنوان البريد |
    البريد`),
  displacementStatus: wordList(`
    displacement status | displacement | status of displacement | idp status | idp | refugee status |
    residency status | population group | population type | are you an idp | are you displaced |
    статус переміщення | статус впо | впо | чи є ви впо | чи ви впо | чи маєте статус впо |
    категорія населення | статус на разселване | статут на бежанец | бежански статут | статус на бежанец |
    статут | вид закрила | حالة النزوح | وضع النزوح | النزوح | حالة اللجوء | وضع الإقامة | هل أنت نازح |
    هل أنت نازحة | هل أنت لاجئ | هل أنت لاجئة | صفة اللجوء`),
  languages: wordList(`
    роден език | майчин език |
    languages | language | languages spoken | spoken languages | language spoken |
    what languages do you speak | which languages do you speak | preferred language | мови | мова |
    володіння мовами | якими мовами володієте | якими мовами ви володієте | знання мов | рідна мова |
    мова спілкування | езици | език | говорими езици | владеене на езици | какви езици говорите |
    какви езици владеете | اللغات | اللغة | اللغات التي تتحدثها | اللغات المحكية | لغات |
    ما اللغات التي تتحدثها | لغة التواصل`),
  needs: wordList(`
    needs | special needs | support needs | accessibility | accessibility needs | accommodation |
    accommodations | disability | потреби | особливі потреби | спеціальні потреби | інвалідність |
    потреба у підтримці | які у вас потреби | нужди | специални нужди | специални потребности |
    потребности | увреждане | нужда от подкрепа | الاحتياجات | احتياجات | احتياجات خاصة |
    الاحتياجات الخاصة | الإعاقة | احتياجات الدعم`),
  note: wordList(`
    note | notes | comment | comments | remark | remarks | additional information | anything else |
    примітка | примітки | прим | коментар | коментарі | нотатки | додаткова інформація | зауваження |
    примечание | примечания | забележка | забележки | бележка | бележки | заб | коментари |
    допълнителна информация | ملاحظة | ملاحظات | تعليق | تعليقات | معلومات إضافية | ملاحظات إضافية`),
  consent: wordList(`
    consent | data consent | consent given | informed consent | gdpr | gdpr consent | privacy consent |
    do you consent | do you agree | consent to data processing | data processing consent | agreement |
    згода | згода на обробку даних | згода на обробку персональних даних | чи даєте згоду |
    чи погоджуєтесь ви | даю згоду | надаю згоду | згода на опд | согласие |
    согласие на обработку данных | съгласие | съгласие за обработка на данни | съгласие за лични данни |
    съгласие за обработка на лични данни | давам съгласие | съгласна ли сте | съгласен ли сте | الموافقة |
    موافقة | هل توافق | هل توافقين | الموافقة على معالجة البيانات | أوافق | الموافقة المستنيرة |
    الموافقة على استخدام البيانات`),
  consentDate: wordList(`
    consent date | date of consent | consent given on | consented on | дата згоди | дата надання згоди |
    дата на съгласие | дата на съгласието | تاريخ الموافقة`),
  timestamp: wordList(`
    timestamp | time stamp | submission time | submitted at | submission date | submitted | submitted on |
    completion time | start date utc | date submitted | response date | позначка часу | отметка времени |
    дата заповнення | час заповнення | дата подання | клеймо за време | клеймо за дата и час |
    времево клеймо | дата на попълване | дата на подаване | طابع زمني | الطابع الزمني | تاريخ الإرسال |
    تاريخ التقديم | end`),
  cohort: wordList(`
    cohort | cohorts | group | groups | class | classes | stream | batch | cohort name | group name |
    class name | course group | intake | когорта | когорти | група | групи | потік | назва групи |
    навчальна група | номер групи | група № | клас | набір | группа | поток | кохорта | групата |
    клас група | випуск | поток група | паралелка | випуска | الفوج | المجموعة | المجموعات | الدفعة |
    الصف | الشعبة | الفصل | اسم المجموعة | مجموعة | دفعة`),
  role: wordList(`role | roles | course role | роль | ролі | роля | роли | الدور | الأدوار | دور`),
  enrollmentStart: wordList(`
    enrollment start | enrolment start | enrollment date | enrolment date | enrolled on | start date |
    date enrolled | date of enrollment | joined | joined on | course start | enrolled | дата зарахування |
    дата початку | початок навчання | дата вступу | зарахована | зараховано | дата зачисления |
    дата на записване | начална дата | записана на | записан на | начало на обучението |
    дата на започване | تاريخ التسجيل | تاريخ البدء | تاريخ الالتحاق | تاريخ البداية | بداية الدورة`),
};

/** Whole names of columns that are about something else, or that the job does not need. */
const NOT_NEEDED = wordList(`
    no | n | id | nr | number | row | index | uuid | start | today | deviceid | device id | username |
    user name | user id | login | password | status | validation status | submitted by | tags | version |
    xform id string | з п | зп | № з п | п п | ідентифікатор | логін | last access |
    last access to course | last access to site | city | town | country | department | institution |
    address | nationality | citizenship | passport | score | total score | місто | країна | адреса |
    громадянство | паспорт | іпн | рнокпп | національність | град | държава | адрес | гражданство |
    националност | егн | лнч | الجنسية | العنوان | المدينة | البلد | الدولة | رقم الهوية | رقم الجواز |
    الرقم | م | ت | شماره | рядок | номер | ред`);

const meaningOf = new Map<string, HeaderMeaning>();
for (const [meaning, names] of Object.entries(NAMES) as [HeaderMeaning, readonly string[]][]) {
  for (const name of names) meaningOf.set(wordKey(name), meaning);
}
for (const name of NOT_NEEDED) meaningOf.set(wordKey(name), 'ignore');

/** What a column's whole name means, null where it is none we know. */
export function headerMeaning(name: string): HeaderMeaning | null {
  return meaningOf.get(wordKey(name)) ?? null;
}
