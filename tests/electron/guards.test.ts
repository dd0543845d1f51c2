import { beforeEach, describe, expect, it, vi } from 'vitest';
import { denyNavigation, denyPermissions } from '../../src/main/hosts/electron/guards.ts';
import { mayOpen, openLink } from '../../src/main/hosts/electron/links.ts';
import { asContents, fakeEvent, fakeWindow, resetElectron, session, shell } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

describe('permissions', () => {
  const { defaultSession } = session;
  beforeEach(() => denyPermissions(defaultSession as never));

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'unknown',
  ])('%s is denied when asked for and when looked up', (permission) => {
    const answer = vi.fn();
    defaultSession.setPermissionRequestHandler.mock.lastCall?.[0](null, permission, answer, {});
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    expect(
      defaultSession.setPermissionCheckHandler.mock.lastCall?.[0](null, permission, 'app://rollbook'),
    ).toBe(false);
  });

  it.each(['hid', 'serial', 'usb'])('a %s device is denied', (deviceType) => {
    expect(defaultSession.setDevicePermissionHandler.mock.lastCall?.[0]({ deviceType })).toBe(false);
  });
});

describe('navigation', () => {
  const guarded = (address = 'app://rollbook/roll/1') => {
    const { webContents } = fakeWindow();
    webContents.address = address;
    denyNavigation(asContents(webContents));
    return webContents;
  };
  const navigate = (url: string, isMainFrame = true) => {
    const event = fakeEvent({ url, isMainFrame });
    guarded().emit('will-frame-navigate', event);
    return event.prevented;
  };

  it('lets a page draw itself again', () => {
    expect(navigate('app://rollbook/roll/1')).toBe(false);
  });

  it.each([
    'https://example.org/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'app://rollbook/',
    'app://rollbook/blob/token',
    'app://other/roll/1',
    'about:blank',
    '',
  ])('is denied to %s', (url) => {
    expect(navigate(url)).toBe(true);
  });

  it('is denied to frames, even to our own address', () => {
    expect(navigate('app://rollbook/roll/1', false)).toBe(true);
  });

  it('does not take a foreign page for a page of ours that draws itself again', () => {
    const contents = guarded('https://example.org/');
    const event = fakeEvent({ url: 'https://example.org/', isMainFrame: true });
    contents.emit('will-frame-navigate', event);
    expect(event.prevented).toBe(true);
  });

  it('never follows a redirect', () => {
    const event = fakeEvent({ url: 'app://rollbook/roll/1', isMainFrame: true });
    guarded().emit('will-redirect', event);
    expect(event.prevented).toBe(true);
  });

  it('opens no second window and no address that is not on the list', () => {
    const contents = guarded();
    for (const url of ['https://example.org/', 'app://rollbook/', 'file:///etc/passwd', 'about:blank'])
      expect(contents.openWindow?.({ url })).toEqual({ action: 'deny' });
    expect(shell.openExternal).not.toHaveBeenCalled();
  });

  it('attaches no webview', () => {
    const event = fakeEvent();
    guarded().emit('will-attach-webview', event, {}, { src: 'app://rollbook/' });
    expect(event.prevented).toBe(true);
  });

  it('lets no page keep its window open', () => {
    const event = fakeEvent();
    guarded().emit('will-prevent-unload', event);
    expect(event.prevented).toBe(true);
  });
});

describe('links', () => {
  const hosts = ['rollbook.example'];

  it.each<[string, boolean]>([
    ['https://rollbook.example/help?topic=roll#keys', true],
    ['https://ROLLBOOK.example/', true],
    ['http://rollbook.example/', false],
    ['https://rollbook.example:8443/', false],
    ['https://rollbook.example@evil.example/', false],
    ['https://user:word@rollbook.example/', false],
    ['https://user@rollbook.example/', false],
    ['https://evil.example/rollbook.example', false],
    ['https://rollbook.example.evil.example/', false],
    ['https://sub.rollbook.example/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://rollbook.example/', false],
    ['not an address', false],
  ])('%s: %s', async (address, allowed) => {
    expect(mayOpen(address, hosts)).toBe(allowed);
    expect(await openLink(address, hosts)).toBe(allowed);
    expect(shell.openExternal).toHaveBeenCalledTimes(allowed ? 1 : 0);
  });

  it('to anywhere are closed as long as the list is empty', () => {
    expect(mayOpen('https://rollbook.example/')).toBe(false);
  });

  it('that the system cannot open are no error', async () => {
    shell.openExternal.mockRejectedValueOnce(new Error('no browser'));
    expect(await openLink('https://rollbook.example/', hosts)).toBe(false);
  });
});
