import { defineConfig } from 'vitest/config';

/** The fast suite. Screens (e2e), pulled plugs (faults) and figures (bench) have runners of their own. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/faults/**', 'tests/bench/**'],
    pool: 'forks',
    // V8 can abort with `jit_page.has_value()` where worker threads come and go and memory is protected by keys.
    // Many small centers come and go: with little room for what is young, collecting it takes a tenth of all time.
    execArgv: ['--no-memory-protection-keys', '--max-semi-space-size=64'],
    maxWorkers: 2,
    // Files share a process: what they need is made once. No file may replace modules or leave fake timers behind.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/derive-once.ts', 'tests/support/clean-up.ts'],
  },
});
