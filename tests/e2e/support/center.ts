import type { App } from './app.ts';

export const passphrase = 'correct horse battery staple';
export const pin = '1234';

export const learners = [
  'Бондаренко Олена',
  'Ґалаґан Ірина',
  'Гончар Дарина',
  'Їжакевич Наталія',
  'Коваленко Марія',
  'Кравченко Катерина',
  'Лисенко Юлія',
  "Мар'яненко Анна",
  'Мельник Тетяна',
  'Олійник Світлана',
  'Петренко Софія',
  'Поліщук Ганна',
  'Романюк Вікторія',
  'Савченко Людмила',
  'Ткаченко Оксана',
  'Шевченко Лариса',
  'Haddad Layla',
  'Al-Masri Amina',
  'Rahimi Zahra',
  'Barakzai Nour',
  'Khatib Hadeel',
  'Білоус Віра',
  'Дзюба Галина',
  'Марченко Ольга',
  'Зінченко Інна',
];

/** A center with a coordinator signed in, one cohort, and a class of 25 that has just begun. */
export async function openClass(app: App, language: 'en' | 'uk' | 'bg' | 'ar' = 'en') {
  await app.call('center.setUp', {
    center: { name: 'Lviv Center', language, timeZone: 'Europe/Kyiv', country: 'UA' },
    deviceName: 'Classroom laptop 1',
    coordinator: { name: 'Iryna P.', pin },
    passphrase,
    centerFile: null,
  });
  const { id: cohortId } = await app.call('roster.addCohort', {
    name: 'Cohort 2',
    programId: null,
    startsOn: null,
    endsOn: null,
  });
  const { sessionId } = await app.call('sessions.openNow', { cohortId, title: 'Polygons II' });
  for (const name of learners) await app.call('attendance.addWalkIn', { sessionId, learner: { name } });
  return { cohortId, sessionId };
}

/** Goes to a screen by its path. */
export async function visit(app: App, path: string): Promise<void> {
  await app.page.goto(new URL(path, app.page.url()).href);
}
