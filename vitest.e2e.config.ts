import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Each dialog and each screen with axe in more looks than one, and every job by keyboard alone: minutes, so only
 * where all is asked for.
 */
const long = [
  ...['tests/e2e/dialogs.spec.ts', 'tests/e2e/keyboard.spec.ts', 'tests/e2e/looks.spec.ts'],
  'tests/e2e/practice-project.spec.ts',
];

/** The screens in a real Chromium against the built pages and the browser host; all of them with `--mode all`. */
export default defineConfig(({ mode }) => ({
  test: {
    environment: 'node',
    include: ['tests/e2e/**/*.spec.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'all' ? [] : long)],
    pool: 'forks',
    maxWorkers: 2,
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['tests/e2e/support/built.ts'],
  },
}));
