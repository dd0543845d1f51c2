/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SURNAMES =
  "Кравченко Їжакевич Мельник Петренко Поліщук Лисенко Ткаченко Ґалаґан Мар'яненко Бондаренко Коваленко Гончар Шевченко Романюк Савченко Олійник Мороз Руденко Левченко Сидоренко Дем'яненко Клименко Ярошенко Білоус Зінченко";
const NAMES =
  'Катерина Наталія Софія Дарина Вікторія Тетяна Ірина Марія Оксана Олена Лариса Світлана Ганна Юлія Людмила Аліна Анастасія Богдана Зоряна Любов';
const PATRONYMICS = 'Олександрівна Іванівна Петрівна Миколаївна Сергіївна Василівна Андріївна Юріївна';
const REGIONS = ['"Херсонська, Миколаївська"', 'Запорізька', 'Донецька', 'Харківська', 'Луганська'];
const PREFIXES = ['50', '63', '67', '93', '97'];

const HEADER =
  "Позначка часу,Прізвище та ім'я,По батькові,Дата народження,Стать,Телефон,Електронна пошта,Чи маєте статус ВПО?,Область до переміщення,Маєте ноутбук?,Група,Згода на обробку даних";

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * A form export as Google Forms writes it: UTF-8 text, Ukrainian header, quoted cells where they hold
 * commas. Of a hundred rows about one repeats an earlier row, one has no email, one a date that does
 * not exist, five a phone in national form and three no consent.
 */
export function generateRosterCsv(rows: number, seed: number): string {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const pick = (words: readonly string[]) => words[below(words.length)] ?? '';
  const surnames = SURNAMES.split(' ');
  const names = NAMES.split(' ');
  const patronymics = PATRONYMICS.split(' ');
  const lines = [HEADER];
  for (let row = 1; row <= rows; row += 1) {
    const luck = below(100);
    if (luck === 0 && row > 1) {
      lines.push(lines[1 + below(row - 1)] ?? '');
      continue;
    }
    const phone = `${pick(PREFIXES)}${String(1_000_000 + below(9_000_000))}`;
    const cells = [
      `2022/03/${two(1 + below(31))} ${two(8 + below(12))}:${two(below(60))}:11`,
      `${pick(surnames)} ${pick(names)}`,
      pick(patronymics),
      luck === 1 ? '31.02.1999' : `${two(1 + below(28))}.${two(1 + below(12))}.${1965 + below(40)}`,
      random() < 0.9 ? 'Жіноча' : 'Чоловіча',
      luck >= 2 && luck < 7
        ? `0${phone.slice(0, 2)} ${phone.slice(2, 5)}-${phone.slice(5, 7)}-${phone.slice(7)}`
        : `+380${phone}`,
      luck === 7 ? 'no-email-here' : `learner${row}@example.org`,
      random() < 0.6 ? 'Так' : 'Ні',
      pick(REGIONS),
      random() < 0.5 ? 'Так' : '"Ні, лише телефон"',
      random() < 0.2 ? '"Когорта 1, Когорта 2"' : `Когорта ${1 + below(4)}`,
      luck > 7 && luck < 11 ? '' : 'Так',
    ];
    lines.push(cells.join(','));
  }
  return `${lines.join('\n')}\n`;
}
