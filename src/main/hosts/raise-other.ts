import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Asks the browser host that has this data folder to show its window. False if there is none or it is gone. */
export async function raiseBrowserHost(data: string): Promise<boolean> {
  try {
    const { origin, secret } = JSON.parse(readFileSync(join(data, 'instance.json'), 'utf8')) as {
      origin: string;
      secret: string;
    };
    if (new URL(origin).hostname !== '127.0.0.1') return false;
    const answer = await fetch(`${origin}/raise`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
    });
    return answer.ok;
  } catch {
    return false;
  }
}
