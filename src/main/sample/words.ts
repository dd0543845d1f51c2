import type { Language } from '../../shared/contract/values.ts';

/** What people of the sample center typed, in the language of the center: names of classes, notes, reasons. */
export interface Words {
  center: string;
  laptops: readonly [string, string];
  cohorts: readonly [annotation: string, freelancing: string, course: string];
  rooms: readonly [string, string];
  /** Modules of image annotation, in their order. */
  modules: readonly string[];
  advice: string;
  questions: string;
  profile: string;
  webPages: string;
  workshop: string;
  softSkills: string;
  holiday: string;
  madeUp: string;
  notes: { bus: string; shelter: string; noPower: string; interview: string; childIll: string };
  whys: { came: string; caughtUp: string };
  checkIns: { called: string; laptop: string; message: string };
  needs: string;
  aboutHer: string;
}

export const words: Record<Language, Words> = {
  en: {
    center: 'Sample Center',
    laptops: ['Classroom laptop 1', 'Laptop of room 2'],
    cohorts: ['Annotation, cohort 3', 'Freelancing 2', 'IT course, spring'],
    rooms: ['Room 3', 'Room 5'],
    modules: ['Image collection', 'Tags', 'Bounding boxes', 'Polygons', 'Semantic segmentation'],
    advice: 'Professional advice',
    questions: 'Question session',
    profile: 'Profile workshop',
    webPages: 'Web pages',
    workshop: 'Workshop',
    softSkills: 'Talking with clients',
    holiday: 'Public holiday',
    madeUp: 'make-up',
    notes: {
      bus: 'The bus did not come',
      shelter: 'In the shelter until the all-clear',
      noPower: 'No power at home, came by phone',
      interview: 'Had a job interview',
      childIll: 'Her child is ill',
    },
    whys: { came: 'She came after the break', caughtUp: 'Caught up in the next class' },
    checkIns: {
      called: 'Called her: she works mornings until the end of the month, and will come in the afternoons.',
      laptop: 'Her laptop broke. We lend her one from Monday.',
      message: 'Wrote to her, no answer yet. I will call on Thursday.',
    },
    needs: 'Hard of hearing: a seat in front',
    aboutHer: 'Helps others gladly',
  },
  uk: {
    center: 'Навчальний центр (приклад)',
    laptops: ['Ноутбук класу 1', 'Ноутбук кімнати 2'],
    cohorts: ['Розмітка, група 3', 'Фриланс 2', 'ІТ-курс, весна'],
    rooms: ['Кімната 3', 'Кімната 5'],
    modules: ['Збирання зображень', 'Теги', 'Обмежувальні рамки', 'Полігони', 'Семантична сегментація'],
    advice: 'Професійна порада',
    questions: 'Година запитань',
    profile: 'Робота над профілем',
    webPages: 'Вебсторінки',
    workshop: 'Практикум',
    softSkills: 'Розмова із замовником',
    holiday: 'Державне свято',
    madeUp: 'відпрацювання',
    notes: {
      bus: 'Автобус не приїхав',
      shelter: 'До відбою була в укритті',
      noPower: 'Удома немає світла, підключилася з телефона',
      interview: 'Була на співбесіді',
      childIll: 'Хворіє дитина',
    },
    whys: { came: 'Прийшла після перерви', caughtUp: 'Надолужили на наступному занятті' },
    checkIns: {
      called: 'Зателефонували: до кінця місяця працює зранку, приходитиме після обіду.',
      laptop: 'Зламався ноутбук. З понеділка позичимо свій.',
      message: 'Написала їй, відповіді ще немає. У четвер зателефоную.',
    },
    needs: 'Погано чує: місце попереду',
    aboutHer: 'Охоче допомагає іншим',
  },
  bg: {
    center: 'Примерен център',
    laptops: ['Лаптоп на класа 1', 'Лаптоп на стая 2'],
    cohorts: ['Анотиране, група 3', 'Фрийланс 2', 'ИТ курс, пролет'],
    rooms: ['Стая 3', 'Стая 5'],
    modules: ['Събиране на изображения', 'Етикети', 'Ограждащи рамки', 'Полигони', 'Семантична сегментация'],
    advice: 'Професионален съвет',
    questions: 'Час за въпроси',
    profile: 'Работа по профила',
    webPages: 'Уеб страници',
    workshop: 'Практикум',
    softSkills: 'Разговор с клиент',
    holiday: 'Официален празник',
    madeUp: 'наваксване',
    notes: {
      bus: 'Автобусът не дойде',
      shelter: 'В укритието до края на тревогата',
      noPower: 'Без ток вкъщи, включи се от телефона',
      interview: 'Беше на интервю за работа',
      childIll: 'Детето ѝ е болно',
    },
    whys: { came: 'Дойде след почивката', caughtUp: 'Наваксахме в следващото занятие' },
    checkIns: {
      called: 'Обадихме ѝ се: до края на месеца работи сутрин и ще идва следобед.',
      laptop: 'Лаптопът ѝ се счупи. От понеделник ѝ даваме назаем.',
      message: 'Писах ѝ, още няма отговор. В четвъртък ще се обадя.',
    },
    needs: 'Чува трудно: място отпред',
    aboutHer: 'С радост помага на другите',
  },
  ar: {
    center: 'مركز تجريبي',
    laptops: ['حاسوب الصف ١', 'حاسوب الغرفة ٢'],
    cohorts: ['التوسيم، المجموعة ٣', 'العمل الحر ٢', 'دورة التقنية، الربيع'],
    rooms: ['الغرفة ٣', 'الغرفة ٥'],
    modules: ['جمع الصور', 'الوسوم', 'المربعات المحيطة', 'المضلعات', 'التقسيم الدلالي'],
    advice: 'نصائح مهنية',
    questions: 'جلسة أسئلة',
    profile: 'ورشة الملف الشخصي',
    webPages: 'صفحات الويب',
    workshop: 'ورشة عمل',
    softSkills: 'الحديث مع العملاء',
    holiday: 'عطلة رسمية',
    madeUp: 'تعويض',
    notes: {
      bus: 'لم تأتِ الحافلة',
      shelter: 'في الملجأ حتى نهاية الإنذار',
      noPower: 'لا كهرباء في البيت، شاركت بالهاتف',
      interview: 'كانت في مقابلة عمل',
      childIll: 'طفلها مريض',
    },
    whys: { came: 'جاءت بعد الاستراحة', caughtUp: 'عوّضناه في الجلسة التالية' },
    checkIns: {
      called: 'اتصلنا بها: تعمل صباحًا حتى نهاية الشهر وستحضر بعد الظهر.',
      laptop: 'تعطّل حاسوبها. سنعيرها حاسوبًا ابتداءً من الاثنين.',
      message: 'كتبتُ لها ولم تُجب بعد. سأتصل يوم الخميس.',
    },
    needs: 'ضعيفة السمع: مقعد في الأمام',
    aboutHer: 'تساعد الآخرين بسرور',
  },
};
