import type { Session, WebContents } from 'electron';
import { isOwnAddress } from './address.ts';
import { openLink } from './links.ts';

/** No page of ours needs a camera, a place, a device or a notification. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Keeps a page where it is: it may draw itself again, nothing else. Screens change without navigation, downloads
 * carry the `download` attribute and are none either.
 */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    const reload = details.isMainFrame && isOwnAddress(details.url) && details.url === contents.getURL();
    if (!reload) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(url);
    return { action: 'deny' };
  });
  // Every tap is saved when it is made: a page that asks to stay has nothing to lose.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
}
