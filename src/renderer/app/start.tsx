import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Output } from '../../shared/contract/index.ts';
import { followFocus } from '../ui/focus-trail.ts';
import { App, Door } from './app.tsx';
import { keyOf, queryClient } from './client.ts';

/** Draws the first frame once the door, where most starts begin, is here. */
export async function start(state: Output<'center.state'> | null): Promise<void> {
  if (state) queryClient.setQueryData(keyOf('center.state', {}), state);
  await Door.fetch();
  followFocus();
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App theme={state?.appearance.theme ?? 'auto'} />
      </StrictMode>,
    );
  }
}
