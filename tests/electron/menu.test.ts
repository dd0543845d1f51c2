import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../src/main/hosts/electron/menu.ts';
import { hostWords } from '../../src/main/hosts/electron/words.ts';
import { language } from '../../src/shared/contract/values.ts';

vi.mock('electron', () => import('./stub.ts'));

const entries = (mac: boolean): MenuItemConstructorOptions[] =>
  menuTemplate(hostWords('en', []), mac).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

describe('the menu', () => {
  it.each([true, false])('copies, zooms and quits, and opens no developer tools (macOS %s)', (mac) => {
    const roles = entries(mac).map(({ role }) => role);
    expect(roles).toEqual(
      expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'quit']),
    );
    for (const role of ['toggleDevTools', 'reload', 'forceReload', 'viewMenu', 'help'])
      expect(roles).not.toContain(role);
    expect(entries(mac).every(({ type, label }) => type === 'separator' || label)).toBe(true);
  });

  it('has the program’s own menu on macOS', () => {
    expect(entries(true).map(({ role }) => role)).toEqual(
      expect.arrayContaining(['hide', 'hideOthers', 'minimize']),
    );
  });
});

describe('the words of the host', () => {
  const flat = (value: object): string[] =>
    Object.values(value).flatMap((one) => (typeof one === 'string' ? one : flat(one)));

  it.each(language.options)('are all there in %s, with the same places to fill', (one) => {
    const words = hostWords(one, []);
    expect(flat(words).every((text) => text.trim() !== '')).toBe(true);
    expect(words.cannotStartDetail).toContain('{incident}');
    expect(words.cannotStartDetail).toContain('{folder}');
    if (one !== 'en')
      expect(flat(words).filter((text) => flat(hostWords('en', [])).includes(text))).toEqual([]);
  });

  it.each<['uk' | null, string[], string]>([
    ['uk', ['ar-SY'], 'uk'],
    [null, ['fr-FR', 'ar-SY', 'bg'], 'ar'],
    [null, ['bg-BG'], 'bg'],
    [null, ['fr-FR'], 'en'],
    [null, [], 'en'],
  ])('with %s chosen on a laptop in %j are %s', (chosen, system, expected) => {
    expect(hostWords(chosen, system)).toBe(hostWords(language.parse(expected), []));
  });
});
