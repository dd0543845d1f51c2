import { describe, expect, it } from 'vitest';
import { nameOrderOf, statusAskedBy } from '../../../src/main/roster/import/ask-by-header.ts';
import { cleanLine, cleanLines, wordKey } from '../../../src/main/roster/import/clean-text.ts';
import { readAgeBand } from '../../../src/main/roster/import/read-age-band.ts';
import { splitCohorts } from '../../../src/main/roster/import/read-cells.ts';
import {
  readConsent,
  readDisplacement,
  readRole,
  readSex,
} from '../../../src/main/roster/import/read-choice.ts';
import { readEmail } from '../../../src/main/roster/import/read-email.ts';
import { readLanguages } from '../../../src/main/roster/import/read-languages.ts';
import { nameFault, shortenName, titleCase } from '../../../src/main/roster/import/read-name.ts';

describe('cleanLine', () => {
  it.each([
    ['  ТКАЧЕНКО   ВІКТОРІЯ ', 'ТКАЧЕНКО ВІКТОРІЯ'],
    ['Олена\u00A0Коваль', 'Олена Коваль'],
    ['\u200FأمينةX\u200E', 'أمينةX'],
    ['\uFEFFa\u2009b\u3000c', 'a b c'],
    ['a\tb\nc', 'a b c'],
    ['a\u0007b', 'ab'],
    ['', ''],
    [' ', ''],
    ['\u00A0', ''],
    // Joins letters in Persian names: it is part of the word.
    ['نمی\u200Cدانم', 'نمی\u200Cدانم'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanLine(text)).toBe(clean);
  });

  it('keeps lines where asked', () => {
    expect(cleanLines(' a  b \r\n\r\n c\u00A0 ')).toBe('a b\n\nc');
  });

  it('makes one key of the ways to write a word', () => {
    for (const text of [
      "Прізвище та ім'я:",
      'ПРІЗВИЩЕ ТА ІМ’Я',
      ' прізвище  та імʼя* ',
      'Прізвище_та_ім`я',
    ]) {
      expect(wordKey(text)).toBe("прізвище та ім'я");
    }
    expect(wordKey('الأسم')).toBe(wordKey('الاسم'));
    expect(wordKey('№')).toBe('');
  });
});

describe('names', () => {
  it.each([
    ['Кравченко Катерина Олександрівна', 'unknown', 'Катерина Кравченко'],
    ['Катерина Олександрівна Кравченко', 'unknown', 'Катерина Кравченко'],
    ['Шевченко Тарас Григорович', 'unknown', 'Тарас Шевченко'],
    ['Ілля Степанович Петрович', 'unknown', 'Ілля Степанович Петрович'],
    ['Кравченко Катерина', 'surname_first', 'Катерина Кравченко'],
    ['Катерина Кравченко', 'given_first', 'Катерина Кравченко'],
    ['Катерина Кравченко', 'unknown', 'Катерина Кравченко'],
    ['Мария Иванова Петрова', 'unknown', 'Мария Петрова'],
    ['Йордан Георгиев Димитров', 'unknown', 'Йордан Димитров'],
    ['Nguyen Thi Layla', 'surname_first', 'Thi Nguyen'],
    ['Maria del Carmen Lopez', 'unknown', 'Maria del Carmen Lopez'],
    ['ТКАЧЕНКО ВІКТОРІЯ ПЕТРІВНА', 'unknown', 'Вікторія Ткаченко'],
    ['أمينة العلي', 'unknown', 'أمينة العلي'],
    ['Софія', 'unknown', 'Софія'],
  ] as const)('%s (%s) is %s for short', (full, order, short) => {
    expect(shortenName(full, order)).toBe(short);
  });

  it.each([
    ["МАР'ЯНЕНКО", "Мар'яненко"],
    ["О'НІЛ", "О'ніл"],
    ["O'NEIL", "O'Neil"],
    ["М'ЯТА", "М'ята"],
    ['AL-MASRI', 'Al-Masri'],
    ['НЕЧУЙ-ЛЕВИЦЬКА ОЛЕНА', 'Нечуй-Левицька Олена'],
    ['McDonald', 'McDonald'],
    ['Олена', 'Олена'],
    ['أمينة', 'أمينة'],
    ['Я', 'Я'],
  ])('%s reads as %s', (typed, shown) => {
    expect(titleCase(typed)).toBe(shown);
  });

  it.each([
    ['', 'name_missing'],
    ['=1+1', 'name_formula'],
    ['+Олена', 'name_formula'],
    ["'=cmd", 'name_formula'],
    ['＝SUM', 'name_formula'],
    ['12345', 'name_without_letters'],
    ['?', 'name_without_letters'],
    ['—', 'name_without_letters'],
    ['x'.repeat(201), 'name_too_long'],
    ['x'.repeat(200), null],
    ["O'Neil", null],
    ['李娜', null],
    ['Ґ', null],
  ])('%.20j: %s', (name, fault) => {
    expect(nameFault(name, 200)).toBe(fault);
  });

  it.each([
    ["Прізвище та ім'я", 'surname_first'],
    ["Ім'я та прізвище", 'given_first'],
    ['ПІБ', 'surname_first'],
    ['П.І.Б. учасниці', 'surname_first'],
    ['Име и фамилия', 'given_first'],
    ['Surname and first name', 'surname_first'],
    ['Name', 'unknown'],
    ['الاسم الكامل', 'unknown'],
  ])('the header %s is %s', (header, order) => {
    expect(nameOrderOf(header)).toBe(order);
  });
});

describe('choices', () => {
  it.each([
    ['Жіноча', 'female'],
    ['ж', 'female'],
    ['Ж.', 'female'],
    ['F', 'female'],
    ['Жена', 'female'],
    ['أنثى', 'female'],
    ['انثى', 'female'],
    ['Чоловік', 'male'],
    ['M', 'male'],
    ['мъж', 'male'],
    ['ذكر', 'male'],
    ['other', 'other'],
    ['prefer_not_to_say', 'undisclosed'],
    ['أفضل عدم الإجابة', 'undisclosed'],
    ['так', null],
    ['?', null],
  ])('sex %s is %s', (text, sex) => {
    expect(readSex(text)).toBe(sex);
  });

  it.each([
    ['Так', 'given'],
    ['yes', 'given'],
    ['TRUE', 'given'],
    ['1', 'given'],
    ['+', 'given'],
    ['✓', 'given'],
    ['Да', 'given'],
    ['نعم', 'given'],
    ['Так, даю згоду', 'given'],
    ['Yes, I agree that my data is used', 'given'],
    ['Ні', 'refused'],
    ['не', 'refused'],
    ['لا', 'refused'],
    ['0', 'refused'],
    ['Ні (поки що)', 'refused'],
    ['maybe', null],
    ['Yesterday', null],
    ['-', null],
  ])('consent %s is %s', (text, consent) => {
    expect(readConsent(text)).toBe(consent);
  });

  it.each([
    ['internally_displaced', null, 'internally_displaced'],
    ['ВПО', null, 'internally_displaced'],
    ['Біженка', null, 'refugee'],
    ['Бежанец', null, 'refugee'],
    ['нازح', null, null],
    ['نازحة', null, 'internally_displaced'],
    ['لاجئة', null, 'refugee'],
    ['host_community', null, 'host_community'],
    ['Місцева', null, 'host_community'],
    ['Так', 'internally_displaced', 'internally_displaced'],
    ['Yes', 'refugee', 'refugee'],
    ['Так, з 2022 року', 'internally_displaced', 'internally_displaced'],
    ['Ні', 'internally_displaced', 'none'],
    ['Так', null, null],
    ['не хочу відповідати', 'internally_displaced', 'undisclosed'],
  ] as const)('displacement %s (yes means %s) is %s', (text, yesMeans, status) => {
    expect(readDisplacement(text, yesMeans)).toBe(status);
  });

  it.each([
    ['Чи маєте статус ВПО?', 'internally_displaced'],
    ['Are you displaced?', 'internally_displaced'],
    ['Are you a refugee?', 'refugee'],
    ['Имате ли временна закрила?', 'refugee'],
    ['هل أنت لاجئ؟', 'refugee'],
    ['Статус', null],
  ])('yes to %s means %s', (header, status) => {
    expect(statusAskedBy(header)).toBe(status);
  });

  it.each([
    ['Student', 'learner'],
    ['Teacher', 'staff'],
    ['Non-editing teacher', 'staff'],
    ['Student, Teacher', 'learner'],
    ['Manager, Course creator', 'staff'],
    ['Викладачка', 'staff'],
    ['Guest', 'learner'],
    ['', 'learner'],
  ])('role %s is %s', (text, role) => {
    expect(readRole(text)).toBe(role);
  });
});

describe('emails', () => {
  it.each([
    ['olena@example.org', 'olena@example.org'],
    ['OLENA@EXAMPLE.ORG', 'OLENA@EXAMPLE.ORG'],
    ['o.k+x@sub.example.co.uk', 'o.k+x@sub.example.co.uk'],
    ['олена@приклад.укр', 'олена@приклад.укр'],
    ['mailto:o@e.org', 'o@e.org'],
    ['Olena K <o@e.org>', 'o@e.org'],
    ["o'neil@e.org", "o'neil@e.org"],
    ['no-email-here', null],
    ['a@b', null],
    ['a@b.', null],
    ['a@.b', null],
    ['@b.co', null],
    ['a@b@c.co', null],
    ['a b@c.co', null],
    ['a@b..co', null],
    ['a@b.co, c@d.co', null],
    [`${'a'.repeat(250)}@b.co`, null],
    ['', null],
  ])('%.40s is %s', (text, email) => {
    expect(readEmail(text)).toBe(email);
  });

  it('takes no time over nonsense', () => {
    expect(readEmail('a'.repeat(100_000))).toBeNull();
    expect(readEmail(`${'a@'.repeat(100)}.`)).toBeNull();
  });
});

describe('languages', () => {
  it.each([
    ['uk en', ['uk', 'en'], []],
    ['українська, англійська', ['uk', 'en'], []],
    ['Українська та російська', ['uk', 'ru'], []],
    ['English (B2); Arabic', ['en', 'ar'], []],
    ['العربية والإنجليزية', ['ar', 'en'], []],
    ['العربية و الفارسية', ['ar', 'fa'], []],
    ['العربية، الإنجليزية', ['ar', 'en'], []],
    ['български/английски', ['bg', 'en'], []],
    ['англійська мова', ['en'], []],
    ['Klingon, uk', ['Klingon', 'uk'], ['Klingon']],
    ['uk, uk', ['uk'], []],
    ['', [], []],
  ])('%s', (text, languages, unknown) => {
    expect(readLanguages(text)).toEqual({ languages, unknown });
  });
});

describe('age bands', () => {
  it.each([
    ['34', '25_34'],
    ['٣٤', '25_34'],
    ['25-34', '25_34'],
    ['25 – 34 years', '25_34'],
    ['18_24', '18_24'],
    ['17', 'under_18'],
    ['<18', 'under_18'],
    ['до 18', 'under_18'],
    ['65+', '65_and_over'],
    ['over 65', '65_and_over'],
    ['60+', null],
    ['20-40', null],
    ['34-25', null],
    ['121', null],
    ['many', null],
    ['', null],
  ])('%s is %s', (text, band) => {
    expect(readAgeBand(text)).toBe(band);
  });
});

describe('cohorts', () => {
  it.each([
    ['Cohort A, Cohort B', ['Cohort A', 'Cohort B']],
    ['Когорта 2;Когорта  3\nКогорта 2', ['Когорта 2', 'Когорта 3']],
    ['أ، ب', ['أ', 'ب']],
    [' - ', []],
    ['', []],
  ])('%j', (text, cohorts) => {
    expect(splitCohorts(text)).toEqual(cohorts);
  });
});
