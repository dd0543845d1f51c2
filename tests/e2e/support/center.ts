import type { App } from './app.ts';
import { learners } from './people.ts';

export const passphrase = 'correct horse battery staple';
export const pin = '1234';
export const coordinator = 'Iryna P.';

/** A center with its coordinator signed in. */
export async function setUpCenter(app: App, language: 'en' | 'uk' | 'bg' | 'ar' = 'en'): Promise<void> {
  await app.call('center.setUp', {
    center: { name: 'Lviv Center', language, timeZone: 'Europe/Kyiv', country: 'UA' },
    deviceName: 'Classroom laptop 1',
    coordinator: { name: coordinator, pin },
    passphrase,
    centerFile: null,
  });
}

/** A cohort and a class of 25 that has just begun. */
export async function openClass(app: App): Promise<{ cohortId: string; sessionId: string }> {
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

/** Opens the sealed laptop and signs the coordinator in. */
export async function signIn(app: App): Promise<void> {
  await app.call('center.unseal', { passphrase });
  const { people } = await app.call('center.state', {});
  await app.call('center.unlock', { personId: people[0]?.id ?? '', pin });
}

/** Goes to a screen by its path. */
export async function visit(app: App, path: string): Promise<void> {
  await app.page.goto(new URL(path, app.page.url()).href);
}
