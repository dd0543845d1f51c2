import { beforeEach, describe, expect, it, vi } from 'vitest';
import { noteLostHelpers, outliveCrashes } from '../../src/main/hosts/electron/crash.ts';
import { hostWords } from '../../src/main/hosts/electron/words.ts';
import { listLog } from './no-log.ts';
import { app, asWindow, dialog, fakeWindow, resetElectron } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

const words = hostWords('en', []);

function watched() {
  const window = fakeWindow();
  const log = listLog();
  let now = 0;
  outliveCrashes(asWindow(window), { log, words, now: () => now });
  return {
    window,
    log,
    calls: window.webContents.calls,
    crash: (reason = 'crashed') =>
      window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 }),
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}
/** Lets what was promised happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a page whose process is gone', () => {
  it.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'memory-eviction'])(
    'is drawn again: %s',
    (reason) => {
      const { crash, calls, log } = watched();
      crash(reason);
      expect(calls).toEqual(['reload']);
      expect(log.entries).toEqual(['page process gone']);
      expect(dialog.shown).toEqual([]);
    },
  );

  it('is left alone if it simply ended', () => {
    const { crash, calls } = watched();
    crash('clean-exit');
    expect(calls).toEqual([]);
  });

  it('is left alone once its window is gone', () => {
    const { crash, calls, window } = watched();
    window.webContents.destroyed = true;
    crash();
    expect(calls).toEqual([]);
  });

  it('is drawn again three times, then a person is asked in plain words', async () => {
    const { crash, calls, window } = watched();
    dialog.answer = 1;
    for (let round = 0; round < 4; round += 1) crash();
    await settle();
    expect(calls).toEqual(['reload', 'reload', 'reload']);
    expect(dialog.shown).toMatchObject([{ message: words.crashed, buttons: [words.tryAgain, words.close] }]);
    expect(window.calls).toContain('show');
    expect(app.calls).toContain('quit');
  });

  it('is drawn again if the person wants it, and then again a bounded number of times', async () => {
    const { crash, calls } = watched();
    for (let round = 0; round < 4; round += 1) crash();
    await settle();
    expect(calls).toHaveLength(4);
    expect(app.calls).not.toContain('quit');
    for (let round = 0; round < 3; round += 1) crash();
    await settle();
    expect(dialog.shown).toHaveLength(2);
  });

  it('may stop now and then without a question', () => {
    const { crash, calls, wait } = watched();
    for (let round = 0; round < 10; round += 1) {
      crash();
      wait(2 * 60_000);
    }
    expect(calls).toHaveLength(10);
    expect(dialog.shown).toEqual([]);
  });
});

describe('a page that does not answer', () => {
  it('is waited for', async () => {
    const { window, calls, log } = watched();
    window.emit('unresponsive');
    await settle();
    expect(dialog.shown).toMatchObject([
      { message: words.unresponsive, buttons: [words.wait, words.drawAgain] },
    ]);
    expect(calls).toEqual([]);
    expect(log.entries).toEqual(['page unresponsive']);
  });

  it('is ended and drawn again if the person wants it', async () => {
    const { window, calls } = watched();
    dialog.answer = 1;
    window.emit('unresponsive');
    await settle();
    expect(calls).toEqual(['crash']);
  });

  it('takes the question away when it answers', () => {
    const { window } = watched();
    window.emit('unresponsive');
    const signal = dialog.shown[0]?.signal as AbortSignal;
    expect(signal.aborted).toBe(false);
    window.emit('responsive');
    expect(signal.aborted).toBe(true);
  });
});

it('helper processes that are gone are noted', () => {
  const log = listLog();
  noteLostHelpers(log);
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
  app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
  expect(log.entries).toEqual(['helper process gone']);
});
