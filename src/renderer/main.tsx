import { call } from './app/bridge.ts';
import { fetchWords, preferredLanguage, startWords } from './app/words.ts';
import { drawEarlyDoor } from './center/early-door.ts';

// The center mostly speaks the language of its laptop: its words come with the answer.
void fetchWords(preferredLanguage());
const state = await call('center.state', {}).catch(() => null);
await startWords(state?.appearance.language ?? preferredLanguage());
if (state) await drawEarlyDoor(state);
const { start } = await import('./app/start.tsx');
await start(state);
