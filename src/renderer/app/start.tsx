import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Output } from '../../shared/contract/index.ts';
import { App, Door } from './app.tsx';
import { keyOf, queryClient } from './client.ts';
import { fetchWords, preferredLanguage, startWords } from './words.ts';

/** Draws the first frame once its words and, as most starts begin there, the door are here. */
export async function start(asked: Promise<Output<'center.state'> | null>): Promise<void> {
  // While the answer is on its way: the center mostly speaks the language of its laptop.
  void fetchWords(preferredLanguage());
  const door = Door.fetch();
  const state = await asked;
  if (state) queryClient.setQueryData(keyOf('center.state', {}), state);
  await startWords(state?.appearance.language ?? preferredLanguage());
  await door;
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App theme={state?.appearance.theme ?? 'auto'} />
      </StrictMode>,
    );
  }
}
