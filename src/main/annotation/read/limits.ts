/** Bytes of one annotation file. */
export const MAX_FILE_BYTES = 128 * 1024 * 1024;
/** Bytes of all annotation files of a hand-in together, pictures not counted. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;
/** Files in a folder or archive, and how deep folders may lie in each other. */
export const MAX_FILES = 50_000;
export const MAX_FOLDER_DEPTH = 32;
/** Bytes that an archive may unpack to: pictures are read one at a time, so this is no bound on memory. */
export const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;
/** Above SMALL_UNPACKED an archive or entry that grows more than so many times is a bomb, not a hand-in. */
export const MAX_GROWTH = 200;
export const SMALL_UNPACKED = 64 * 1024 * 1024;
/** How deep values or elements may nest. */
export const MAX_DEPTH = 100;
/**
 * Arrays and objects, texts, and values of any kind in all JSON files of a hand-in together. What V8 makes of the
 * first two takes some 60 and 40 bytes each, however few the file has for them.
 */
export const MAX_CONTAINERS = 6_000_000;
export const MAX_TEXTS = 8_000_000;
export const MAX_VALUES = 30_000_000;
/** XML elements of a hand-in, and attributes of one. */
export const MAX_ELEMENTS = 1_500_000;
export const MAX_ATTRIBUTES = 100;
/** Shapes and tags of a hand-in, and lines and rows that would become some: less than a kilobyte each. */
export const MAX_SHAPES = 500_000;
/** Runs of all masks of a hand-in together, in the file and down the columns. */
export const MAX_RUNS = 50_000_000;
/** Farther than this from the origin lies no pixel of any image. */
export const MAX_COORDINATE = 10_000_000;
/** Pixels at a side of an image, and in all. */
export const MAX_SIDE = 100_000;
export const MAX_PIXELS = 200_000_000;
/** Pixels and bytes of a picture that is decoded: a mask. */
export const MAX_MASK_PIXELS = 50_000_000;
export const MAX_MASK_BYTES = 64 * 1024 * 1024;
/** Pixels of all label maps of a hand-in together: two bytes each. */
export const MAX_ALL_MASK_PIXELS = 250_000_000;
/** Notes that are kept; the rest is counted. */
export const MAX_NOTES = 1_000;
/** Bytes of a picture that its size is looked for in before the whole file is. */
export const HEADER_BYTES = 64 * 1024;
