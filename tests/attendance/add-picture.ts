import type { TestBackend } from '../support/backend.ts';

/** Hands over a picture as the window does, and adds it to a session. Returns its id. */
export async function addPicture(test: TestBackend, sessionId: string, bytes: Uint8Array): Promise<string> {
  const file = test.backend().files.hold({ name: 'IMG_0001.jpg', type: 'application/octet-stream', bytes });
  const { picture } = await test.call('attendance.readPicture', { sessionId, file });
  return (await test.call('attendance.addEvidence', { sessionId, picture })).id;
}
