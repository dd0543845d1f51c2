import './app/global.css';
import { call } from './app/bridge.ts';

// Asked before the program itself is here: the answer says in which language and colors to draw the first frame.
const state = call('center.state', {}).catch(() => null);
const { start } = await import('./app/start.tsx');
await start(state);
