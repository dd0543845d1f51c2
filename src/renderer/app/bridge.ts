import type { Bridge } from '../../shared/bridge.ts';
import type { Channel, Input, Output } from '../../shared/contract/index.ts';
import { AppError, type Failure, type Result } from '../../shared/result.ts';
import { saving } from './saving.ts';

declare global {
  interface Window {
    rollbook?: Bridge;
  }
}

/** The browser host's side of the bridge: the same four things over loopback HTTP. */
function overHttp(): Bridge {
  let events: EventSource | null = null;
  return {
    host: 'browser',
    call: async (channel, input) => {
      try {
        const response = await fetch('/rpc', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ channel, input }),
        });
        if (response.ok) return (await response.json()) as Result<unknown>;
        return {
          ok: false,
          error: { code: 'unavailable', reason: response.status === 401 ? 'window_expired' : 'host_refused' },
        };
      } catch {
        return { ok: false, error: { code: 'unavailable', reason: 'host_gone' } };
      }
    },
    subscribe: (topic, callback) => {
      events ??= new EventSource('/events');
      const listen = (event: MessageEvent<string>) => callback(JSON.parse(event.data));
      events.addEventListener(topic, listen);
      return () => events?.removeEventListener(topic, listen);
    },
    upload: async (file, path) => {
      try {
        const name = path || file.webkitRelativePath || file.name;
        const response = await fetch(`/upload?name=${encodeURIComponent(name)}`, {
          method: 'POST',
          body: file,
        });
        if (response.ok) return { ok: true, data: ((await response.json()) as { token: string }).token };
        if (response.status === 413) return { ok: false, error: { code: 'validation', reason: 'too_large' } };
        if (response.status === 507) return { ok: false, error: { code: 'disk_full' } };
        return { ok: false, error: { code: 'unavailable', reason: 'host_refused' } };
      } catch {
        return { ok: false, error: { code: 'unavailable', reason: 'host_gone' } };
      }
    },
    blobAddress: (token) => `/blob/${token}`,
  };
}

let told = '';
/** Where the window stands, for the next start: browsers forget it. Of several screens only the first is always there. */
function tellPlace(): void {
  const { screenX, screenY, outerWidth: width, outerHeight: height } = window;
  const { availWidth, availHeight } = screen;
  const several = 'isExtended' in screen && screen.isExtended === true;
  const maximized = width >= availWidth && height >= availHeight;
  const place = { x: several ? 0 : screenX, y: several ? 0 : screenY, width, height, maximized };
  const text = JSON.stringify(place);
  if (text !== told) navigator.sendBeacon('/window', new Blob([text], { type: 'application/json' }));
  told = text;
}

/** Milliseconds: nothing tells of a window that was moved, and one that is closed may have no time left to say it. */
const betweenLooks = 3000;

export const bridge: Bridge = window.rollbook ?? overHttp();
if (bridge.host === 'browser') {
  setInterval(tellPlace, betweenLooks);
  window.addEventListener('pagehide', tellPlace);
}

/** A backup may go to a stick, whose faults are not those of this laptop; nor is a failure with a reason of its own. */
function noteDisk(channel: Channel, { code, reason }: Failure): void {
  const own = channel !== 'center.backUp' && (reason === undefined || reason === code);
  if (own && (code === 'disk_full' || code === 'read_only')) saving.refuse(code);
}

/** One call through the door. Rejects with AppError, whose code and reason have words in the catalogs. */
export async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const result = await bridge.call(channel, input);
  if (!result.ok) {
    noteDisk(channel, result.error);
    throw new AppError(result.error);
  }
  return result.data as Output<C>;
}

/** Hands a file to the backend; the token names it in later calls. Rejects with AppError. */
export async function upload(file: File, path?: string): Promise<string> {
  const result = await bridge.upload(file, path);
  if (!result.ok) throw new AppError(result.error);
  return result.data;
}
