import { defineConfig } from 'vitest/config';

/** The screens in a real Chromium against the built pages and the browser host. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/e2e/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['tests/e2e/support/built.ts'],
  },
});
