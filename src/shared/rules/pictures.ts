/** Kinds of pictures that are taken in. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** What a picture told beside what it shows. */
export const traces = [
  /** Where it was taken. */
  'gps',
  /** With what camera, telephone or scanner; color profiles of screens carry serial numbers. */
  'device',
  /** When, with which settings, and whatever else EXIF has room for. */
  'exif',
  'xmp',
  /** Captions, names, comments. */
  'text',
  'color_profile',
  /** A small picture inside, which may show what was cut away. */
  'thumbnail',
  /** Something behind the end: a video, a second picture. */
  'trailing',
  'other',
] as const;
export type Trace = (typeof traces)[number];

/** Of a picture that is kept, bytes: a telephone's photo is 3 to 8 MB. */
export const mostPictureBytes = 20_000_000;
