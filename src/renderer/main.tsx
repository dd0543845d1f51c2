import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { call } from './app/bridge.ts';
import { keyOf, queryClient } from './app/client.ts';
import { preferredLanguage, startWords } from './app/words.ts';

// The first answer says in which language and colors to draw the first frame.
const state = await call('center.state', {}).catch(() => null);
if (state) queryClient.setQueryData(keyOf('center.state', {}), state);
await startWords(state?.appearance.language ?? preferredLanguage());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App theme={state?.appearance.theme ?? 'auto'} />
    </StrictMode>,
  );
}
