import { noteExif, noteXmp, orientationOnly } from './exif.ts';
import { damaged, type Stripped } from './stripped.ts';

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, com: 0xfe } as const;

/** Frames that Chromium decodes: baseline, extended and progressive (ITU-T T.81, B.1.1.3). */
const isFrame = (code: number): boolean => code >= 0xc0 && code <= 0xc2;
/** Tables that the picture is coded with: DHT, DQT, DRI. */
const isTable = (code: number): boolean => code === 0xc4 || code === 0xdb || code === 0xdd;
const isRestart = (code: number): boolean => code >= 0xd0 && code <= 0xd7;
const isApp = (code: number): boolean => code >= 0xe0 && code <= 0xef;

/**
 * A JPEG of nothing but its frame, tables and scans (ITU-T T.81, annex B), the JFIF density, Adobe's word on its color
 * transform, without which its colors are others, and how it is turned.
 */
export function stripJpeg(bytes: Buffer): Stripped {
  const stripped: Stripped['stripped'] = new Set();
  const kept: Buffer[] = [];
  let jfif: Buffer | null = null;
  let orientation = 1;
  let size: { width: number; height: number } | null = null;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw damaged();
    // Fill bytes may stand before a marker.
    while (bytes.readUInt8(at + 1) === 0xff) at += 1;
    const code = bytes.readUInt8(at + 1);
    if (code === marker.eoi) break;
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw damaged();
    const body = bytes.subarray(at + 4, end);
    if (code === marker.sos) {
      if (!size) throw damaged();
      const next = endOfScan(bytes, end);
      kept.push(bytes.subarray(at, next));
      scans += 1;
      at = next;
      continue;
    }
    if (isFrame(code)) {
      if (size) throw damaged();
      size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
      kept.push(bytes.subarray(at, end));
    } else if (isTable(code)) kept.push(bytes.subarray(at, end));
    else if (isAdobe(code, body)) kept.push(segment(0xee, body.subarray(0, 12)));
    else if (code === marker.app0 && jfif === null && body.toString('latin1', 0, 5) === 'JFIF\0') {
      if (body.length > 14) stripped.add('thumbnail');
      jfif = segment(code, Buffer.concat([body.subarray(0, 12), Buffer.alloc(2)]));
    } else if (code === marker.app1 && body.toString('latin1', 0, 5) === 'Exif\0') {
      orientation = noteExif(body.subarray(6), stripped);
    } else if (isApp(code) || code === marker.com) note(code, body, stripped);
    else throw damaged();
    at = end;
  }
  if (!size || size.width === 0 || size.height === 0 || scans === 0) throw damaged();
  if (at + 2 < bytes.length) stripped.add('trailing');
  const turned = orientation === 1 ? [] : [segment(marker.app1, exifBody(orientation))];
  const parts = [Buffer.from([0xff, marker.soi]), ...(jfif ? [jfif] : []), ...turned, ...kept];
  return { bytes: Buffer.concat([...parts, Buffer.from([0xff, marker.eoi])]), ...size, stripped };
}

const isAdobe = (code: number, body: Buffer): boolean =>
  code === 0xee && body.length >= 12 && body.toString('latin1', 0, 5) === 'Adobe';

const exifBody = (orientation: number): Buffer =>
  Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationOnly(orientation)]);

function segment(code: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Where the coded data of a scan ends: at the next marker that is no restart. A zero after FF is data. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at);
    // Without an end the picture was cut off.
    if (at < 0 || at + 1 >= bytes.length) throw damaged();
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
    if (next === 0xff) continue;
    at += 1;
  }
}

function note(code: number, body: Buffer, stripped: Stripped['stripped']): void {
  const name = body.toString('latin1', 0, 32);
  if (code === marker.app1 && name.startsWith('http://ns.adobe.com/x')) noteXmp(body, stripped);
  else if (code === marker.app2 && name.startsWith('ICC_PROFILE')) stripped.add('color_profile');
  else if (code === marker.app2 && name.startsWith('MPF')) stripped.add('trailing');
  else if (code === marker.app0 && name.startsWith('JFXX')) stripped.add('thumbnail');
  else if (code === marker.com || code === 0xed) stripped.add('text');
  else stripped.add('other');
}
