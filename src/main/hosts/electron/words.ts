import { type Language, language as languageSchema } from '../../../shared/contract/values.ts';

/** What the host says by itself, before or without a page. Everything else is in the renderer's catalogs. */
export interface HostWords {
  crashed: string;
  crashedDetail: string;
  unresponsive: string;
  unresponsiveDetail: string;
  cannotStart: string;
  /** With `{incident}` and `{folder}`. */
  cannotStartDetail: string;
  alreadyOpen: string;
  alreadyOpenDetail: string;
  tryAgain: string;
  wait: string;
  drawAgain: string;
  close: string;
  chooseFolder: string;
  menu: Record<
    | 'edit'
    | 'cut'
    | 'copy'
    | 'paste'
    | 'selectAll'
    | 'view'
    | 'zoomIn'
    | 'zoomOut'
    | 'actualSize'
    | 'fullScreen'
    | 'window'
    | 'minimize'
    | 'closeWindow'
    | 'hide'
    | 'hideOthers'
    | 'quit',
    string
  >;
}

const words: Record<Language, HostWords> = {
  en: {
    crashed: 'The window stopped several times in a row.',
    crashedDetail: 'Everything you saved is safe. Try again, or close Rollbook and start it once more.',
    unresponsive: 'The window does not answer.',
    unresponsiveDetail:
      'Everything you saved is safe. It may be busy: wait a little, or draw the window again.',
    cannotStart: 'Rollbook could not start.',
    cannotStartDetail: 'Nothing was changed. The note {incident} is in the folder {folder}.',
    alreadyOpen: 'Rollbook is already open.',
    alreadyOpenDetail: 'Look for its other window. Only one can use the same data at a time.',
    tryAgain: 'Try again',
    wait: 'Wait',
    drawAgain: 'Draw again',
    close: 'Close Rollbook',
    chooseFolder: 'Choose a folder',
    menu: {
      edit: 'Edit',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select all',
      view: 'View',
      zoomIn: 'Larger',
      zoomOut: 'Smaller',
      actualSize: 'Actual size',
      fullScreen: 'Full screen',
      window: 'Window',
      minimize: 'Minimize',
      closeWindow: 'Close window',
      hide: 'Hide Rollbook',
      hideOthers: 'Hide others',
      quit: 'Quit Rollbook',
    },
  },
  uk: {
    crashed: 'Вікно кілька разів поспіль переставало працювати.',
    crashedDetail:
      'Усе, що ви зберегли, у безпеці. Спробуйте ще раз або закрийте Rollbook і запустіть його знову.',
    unresponsive: 'Вікно не відповідає.',
    unresponsiveDetail:
      'Усе, що ви зберегли, у безпеці. Можливо, воно зайняте: зачекайте трохи або відкрийте вікно заново.',
    cannotStart: 'Не вдалося запустити Rollbook.',
    cannotStartDetail: 'Нічого не змінено. Запис {incident} є в теці {folder}.',
    alreadyOpen: 'Rollbook уже відкрито.',
    alreadyOpenDetail: 'Знайдіть його інше вікно. З одними даними може працювати лише одне.',
    tryAgain: 'Спробувати ще раз',
    wait: 'Зачекати',
    drawAgain: 'Відкрити заново',
    close: 'Закрити Rollbook',
    chooseFolder: 'Виберіть теку',
    menu: {
      edit: 'Редагування',
      cut: 'Вирізати',
      copy: 'Копіювати',
      paste: 'Вставити',
      selectAll: 'Вибрати все',
      view: 'Вигляд',
      zoomIn: 'Більше',
      zoomOut: 'Менше',
      actualSize: 'Звичайний розмір',
      fullScreen: 'На весь екран',
      window: 'Вікно',
      minimize: 'Згорнути',
      closeWindow: 'Закрити вікно',
      hide: 'Сховати Rollbook',
      hideOthers: 'Сховати інші',
      quit: 'Вийти з Rollbook',
    },
  },
  bg: {
    crashed: 'Прозорецът спря няколко пъти подред.',
    crashedDetail:
      'Всичко запазено е на сигурно място. Опитайте отново или затворете Rollbook и го стартирайте пак.',
    unresponsive: 'Прозорецът не отговаря.',
    unresponsiveDetail:
      'Всичко запазено е на сигурно място. Може би е зает: изчакайте малко или отворете прозореца наново.',
    cannotStart: 'Rollbook не можа да се стартира.',
    cannotStartDetail: 'Нищо не е променено. Бележката {incident} е в папката {folder}.',
    alreadyOpen: 'Rollbook вече е отворен.',
    alreadyOpenDetail: 'Потърсете другия му прозорец. Само един може да работи с едни и същи данни.',
    tryAgain: 'Опитайте отново',
    wait: 'Изчакване',
    drawAgain: 'Отваряне наново',
    close: 'Затваряне на Rollbook',
    chooseFolder: 'Изберете папка',
    menu: {
      edit: 'Редактиране',
      cut: 'Изрязване',
      copy: 'Копиране',
      paste: 'Поставяне',
      selectAll: 'Избиране на всичко',
      view: 'Изглед',
      zoomIn: 'По-едро',
      zoomOut: 'По-дребно',
      actualSize: 'Обичаен размер',
      fullScreen: 'Цял екран',
      window: 'Прозорец',
      minimize: 'Намаляване',
      closeWindow: 'Затваряне на прозореца',
      hide: 'Скриване на Rollbook',
      hideOthers: 'Скриване на другите',
      quit: 'Изход от Rollbook',
    },
  },
  ar: {
    crashed: 'توقفت النافذة عدة مرات متتالية.',
    crashedDetail: 'كل ما حفظته آمن. حاول مرة أخرى، أو أغلق Rollbook ثم شغّله من جديد.',
    unresponsive: 'النافذة لا تستجيب.',
    unresponsiveDetail: 'كل ما حفظته آمن. قد تكون مشغولة: انتظر قليلًا أو افتح النافذة من جديد.',
    cannotStart: 'تعذّر تشغيل Rollbook.',
    cannotStartDetail: 'لم يتغير شيء. الملاحظة {incident} موجودة في المجلد {folder}.',
    alreadyOpen: 'Rollbook مفتوح بالفعل.',
    alreadyOpenDetail: 'ابحث عن نافذته الأخرى. لا يمكن إلا لنافذة واحدة استخدام البيانات نفسها.',
    tryAgain: 'حاول مرة أخرى',
    wait: 'انتظار',
    drawAgain: 'فتح من جديد',
    close: 'إغلاق Rollbook',
    chooseFolder: 'اختر مجلدًا',
    menu: {
      edit: 'تحرير',
      cut: 'قص',
      copy: 'نسخ',
      paste: 'لصق',
      selectAll: 'تحديد الكل',
      view: 'عرض',
      zoomIn: 'تكبير',
      zoomOut: 'تصغير',
      actualSize: 'الحجم المعتاد',
      fullScreen: 'ملء الشاشة',
      window: 'نافذة',
      minimize: 'تصغير النافذة',
      closeWindow: 'إغلاق النافذة',
      hide: 'إخفاء Rollbook',
      hideOthers: 'إخفاء الأخرى',
      quit: 'إنهاء Rollbook',
    },
  },
};

/** In the language chosen in Rollbook, else the first of the system's that we speak, else English. */
export function hostWords(chosen: Language | null, system: readonly string[]): HostWords {
  const spoken = system
    .map((tag) => languageSchema.safeParse(tag.slice(0, 2)).data)
    .find((one) => one !== undefined);
  return words[chosen ?? spoken ?? 'en'];
}
