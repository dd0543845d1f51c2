import type { Language } from '../../shared/contract/values.ts';

/** What the project that is to be tried is called, and what its learners were asked to do. */
export const practiceWords: { title: Record<Language, string>; note: Record<Language, string> } = {
  title: {
    en: 'Bounding boxes: street scenes',
    uk: 'Обмежувальні рамки: вулиця',
    bg: 'Ограждащи рамки: улица',
    ar: 'المربعات المحيطة: مشاهد الشارع',
  },
  note: {
    en: 'Twenty pictures of a street. Mark every car, bus, person, bicycle, pole and sign of which you see about half or more, as tightly as you can. Posters and shop signs are not asked for.',
    uk: 'Двадцять зображень вулиці. Познач кожне авто, автобус, людину, велосипед, стовп і знак, якщо видно приблизно половину чи більше, якнайщільніше. Плакати й вивіски не потрібні.',
    bg: 'Двайсет изображения на улица. Отбележи всяка кола, автобус, човек, велосипед, стълб и знак, от които се вижда около половината или повече, колкото можеш по-плътно. Плакати и табели на магазини не се искат.',
    ar: 'عشرون صورة لشارع. علّمي كل سيارة وحافلة وشخص ودراجة وعمود ولافتة مرور يظهر نصفها تقريبًا أو أكثر، بأضيق مربع ممكن. الملصقات ولافتات المتاجر غير مطلوبة.',
  },
};
