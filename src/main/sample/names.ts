import type { Sex } from '../../shared/rules/learner.ts';
import type { Random } from './random.ts';

/** Given and family names that are written in one script. Everybody in the sample is made up. */
interface NameList {
  script: 'cyrillic' | 'latin' | 'arabic';
  /** How many of a hundred people have such a name. */
  share: number;
  languages: readonly string[];
  female: readonly string[];
  male: readonly string[];
  families: readonly string[];
}

const lists: readonly NameList[] = [
  {
    script: 'cyrillic',
    share: 62,
    languages: ['uk', 'ru'],
    female: [
      ...['Олена', 'Ірина', 'Дарина', 'Наталія', 'Марія', 'Катерина', 'Юлія', 'Анна', 'Тетяна', 'Світлана'],
      ...['Софія', 'Ганна', 'Вікторія', 'Людмила', 'Оксана', 'Лариса', 'Віра', 'Галина', 'Ольга', 'Інна'],
    ],
    male: ['Андрій', 'Тарас', 'Богдан', 'Максим', 'Ілля', 'Назар', 'Юрій', 'Роман'],
    families: [
      ...['Бондаренко', 'Ґалаґан', 'Гончар', 'Їжакевич', 'Коваленко', 'Кравченко', 'Лисенко', "Мар'яненко"],
      ...['Мельник', 'Олійник', 'Петренко', 'Поліщук', 'Романюк', 'Савченко', 'Ткаченко', 'Шевченко'],
      ...['Білоус', 'Дзюба', 'Марченко', 'Зінченко', 'Чумак', 'Яременко', 'Швець', 'Кучер'],
    ],
  },
  {
    script: 'latin',
    share: 20,
    languages: ['fa', 'en'],
    female: ['Layla', 'Amina', 'Zahra', 'Nour', 'Hadeel', 'Fatima', 'Yasmin', 'Elena', 'Ana', 'Chloé'],
    male: ['Omar', 'Karim', 'Yusuf', 'Ivan', 'Samir'],
    families: ['Haddad', 'Al-Masri', 'Rahimi', 'Barakzai', 'Khatib', 'Petrova', 'Ivanova', 'Núñez', 'Popa'],
  },
  {
    script: 'arabic',
    share: 18,
    languages: ['ar'],
    female: ['أمل', 'ليلى', 'سلمى', 'نور', 'هديل', 'رنا', 'ياسمين', 'فاطمة'],
    male: ['عمر', 'كريم', 'يوسف', 'سامر'],
    families: ['الحسن', 'حداد', 'المصري', 'خطيب', 'عبد الله', 'الأحمد', 'منصور'],
  },
];

export interface MadeUpName {
  written: string;
  short: string;
  languages: readonly string[];
}

function pickList(at: number): NameList {
  let end = 0;
  for (const list of lists) {
    end += list.share;
    if (at < end) return list;
  }
  throw new RangeError('the shares of the lists are 100');
}

/** A name that nobody of `taken` has; with a number behind it where a big center has used them all. */
export function makeName(sex: Sex, random: Random, taken: Set<string>): MadeUpName {
  for (let tries = 0; ; tries++) {
    const list = pickList(random.below(100));
    const given = random.pick(sex === 'male' ? list.male : list.female);
    const family = random.pick(list.families);
    const plain = list.script === 'arabic' ? `${given} ${family}` : `${family} ${given}`;
    const written = tries < 8 ? plain : `${plain} ${taken.size + 1}`;
    if (taken.has(written)) continue;
    taken.add(written);
    const short = `${given} ${family}${tries < 8 ? '' : ` ${taken.size}`}`;
    return { written, short, languages: list.languages };
  }
}
