/** The programs that a new center starts with. Modules, assessments and rules come with their files under resources. */
export const templates = [
  {
    template: 'image-annotation',
    name: {
      en: 'Image annotation',
      uk: 'Розмітка зображень',
      bg: 'Анотиране на изображения',
      ar: 'توسيم الصور',
    },
    kinds: ['live_class', 'professional_advice', 'community_event'],
    threshold: 80,
  },
  {
    template: 'freelancing',
    name: {
      en: 'Freelancing with a coach',
      uk: 'Фриланс із коучем',
      bg: 'Фрийланс с наставник',
      ar: 'العمل الحر مع مدرّب',
    },
    kinds: ['coaching', 'live_class', 'career_support'],
    threshold: 70,
  },
  {
    template: 'it-course',
    name: { en: 'IT course', uk: 'ІТ-курс', bg: 'ИТ курс', ar: 'دورة تقنية المعلومات' },
    kinds: ['flipped_class', 'live_class', 'soft_skills', 'career_support', 'community_event'],
    threshold: 80,
  },
];
