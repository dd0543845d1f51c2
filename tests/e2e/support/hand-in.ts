import { zip } from '../../support/zip.ts';
import type { App } from './app.ts';

/** Hands a file over as the window does; the token names it. */
async function upload(app: App, name: string, bytes: Buffer): Promise<string> {
  return app.page.evaluate(
    async ([called, content]) => {
      const body = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const answer = await fetch(`/upload?name=${encodeURIComponent(called)}`, { method: 'POST', body });
      return ((await answer.json()) as { token: string }).token;
    },
    [name, bytes.toString('base64')] as const,
  );
}

async function finished(app: App, jobId: string): Promise<void> {
  for (;;) {
    const { state, failure } = await app.call('jobs.get', { jobId });
    if (state === 'done') return;
    if (state !== 'running') throw new Error(`a job ended ${state}: ${JSON.stringify(failure)}`);
  }
}

/** Takes in an archive of the whole cohort, of which every folder names its learner. */
export async function handIn(
  app: App,
  assessmentId: string,
  entries: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const uploads = [await upload(app, 'work.zip', await zip(entries))];
  const source = { kind: 'uploads', uploads } as const;
  const { jobId } = await app.call('assessments.previewSubmissions', { assessmentId, source });
  await finished(app, jobId);
  const { today } = await app.call('sessions.today', {});
  const about = { on: today, at: null, source: 'folder', note: null } as const;
  const taking = await app.call('assessments.takeSubmissions', { jobId, matches: [], ...about });
  await finished(app, taking.jobId);
}
