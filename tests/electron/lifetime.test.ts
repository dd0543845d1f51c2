import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isFirst } from '../../src/main/hosts/electron/instance.ts';
import { closeAtTheEnd, lockWithLaptop } from '../../src/main/hosts/electron/lifetime.ts';
import { listLog, noLog } from './no-log.ts';
import { app, asWindow, fakeWindow, powerMonitor, resetElectron } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

describe('the end', () => {
  const started = (close = vi.fn(), log = noLog) => {
    const window = fakeWindow();
    closeAtTheEnd({ close }, asWindow(window), log);
    return { close, window };
  };

  it.each<[string, (window: ReturnType<typeof fakeWindow>) => void]>([
    ['before-quit', () => app.emit('before-quit')],
    ['will-quit', () => app.emit('will-quit')],
    ['session-end', (window) => window.emit('session-end')],
    ['shutdown', () => powerMonitor.emit('shutdown')],
  ])('closes the database on %s', (_name, end) => {
    const { close, window } = started();
    end(window);
    expect(close).toHaveBeenCalledOnce();
  });

  it('closes the database exactly once, whatever comes together', () => {
    const { close, window } = started();
    powerMonitor.emit('shutdown');
    app.emit('before-quit');
    window.emit('session-end');
    app.emit('will-quit');
    app.emit('before-quit');
    expect(close).toHaveBeenCalledOnce();
    expect(app.calls).toEqual(['quit']);
  });

  it('comes also when the database cannot be closed well', () => {
    const log = listLog();
    const close = vi.fn(() => {
      throw new Error('disk full');
    });
    started(close, log);
    expect(() => app.emit('before-quit')).not.toThrow();
    app.emit('will-quit');
    expect(close).toHaveBeenCalledOnce();
    expect(log.entries).toEqual(['incident: close']);
  });

  it('comes with the last window', () => {
    started();
    app.emit('window-all-closed');
    expect(app.calls).toEqual(['quit']);
  });
});

describe('the laptop', () => {
  it.each(['lock-screen', 'suspend'])('locks Rollbook on %s', (event) => {
    const lock = vi.fn();
    lockWithLaptop(lock);
    powerMonitor.emit(event);
    expect(lock).toHaveBeenCalledOnce();
  });
});

describe('a second start', () => {
  it('is told to end, and hears of nothing', () => {
    app.first = false;
    const show = vi.fn();
    expect(isFirst(show)).toBe(false);
    app.emit('second-instance');
    expect(show).not.toHaveBeenCalled();
  });

  it('brings the first one to the front', () => {
    const show = vi.fn();
    expect(isFirst(show)).toBe(true);
    app.emit('second-instance');
    app.emit('second-instance');
    expect(show).toHaveBeenCalledTimes(2);
  });
});
