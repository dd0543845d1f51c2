import { afterAll } from 'vitest';
import { closeBackends } from './backend.ts';
import { removeFolders } from './folders.ts';

afterAll(() => {
  closeBackends();
  removeFolders();
});
