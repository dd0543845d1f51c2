import type { Trace } from '../../shared/rules/pictures.ts';

/** Tags of the first directory (Exif 2.32, 4.6): how the picture is turned, who made it, where its place is told. */
const tags = { orientation: 0x0112, make: 0x010f, model: 0x0110, gps: 0x8825 } as const;

export interface Exif {
  /** 1 is upright, 2 to 8 turned or mirrored. */
  orientation: number;
  told: Trace[];
}

/** What an EXIF block (a TIFF file, from its byte order on) says; one that cannot be read says only that it was there. */
export function readExif(tiff: Buffer): Exif {
  const exif: Exif = { orientation: 1, told: ['exif'] };
  try {
    const order = tiff.toString('latin1', 0, 2);
    if (order !== 'II' && order !== 'MM') return exif;
    const read16 = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const read32 = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
    const directory = read32(4);
    const count = read16(directory);
    for (let entry = 0; entry < count; entry++) {
      const at = directory + 2 + entry * 12;
      const tag = read16(at);
      if (tag === tags.orientation && read16(at + 8) >= 1 && read16(at + 8) <= 8)
        exif.orientation = read16(at + 8);
      if (tag === tags.make || tag === tags.model) exif.told.push('device');
      if (tag === tags.gps) exif.told.push('gps');
    }
    // The second directory is that of the thumbnail.
    if (read32(directory + 2 + count * 12) !== 0) exif.told.push('thumbnail');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return exif;
}

/** The least EXIF block that turns a picture: one directory with one entry. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(tags.orientation, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

/** Notes what an EXIF block told, unless it is the one that we would write ourselves; returns the orientation. */
export function noteExif(tiff: Buffer, stripped: Set<Trace>): number {
  const { orientation, told } = readExif(tiff);
  if (!tiff.equals(orientationOnly(orientation))) for (const trace of told) stripped.add(trace);
  return orientation;
}

/** Notes what an XMP packet told: its properties name themselves. */
export function noteXmp(packet: Buffer, stripped: Set<Trace>): void {
  stripped.add('xmp');
  const text = packet.toString('latin1');
  if (/GPS(?:Latitude|Longitude)/.test(text)) stripped.add('gps');
  if (/tiff:(?:Make|Model)|SerialNumber/.test(text)) stripped.add('device');
}
