/** Size of the file as it lies on the disk, bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** Rows below the header. */
export const MAX_ROWS = 50_000;
export const MAX_COLUMNS = 200;
/** Characters of one cell; what Excel can hold in one. */
export const MAX_CELL_LENGTH = 32_767;
/** Characters of a name. */
export const MAX_NAME_LENGTH = 200;
/** Lines looked through for the header, and so the lines a file may have beyond MAX_ROWS. */
export const HEADER_SEARCH_LINES = 30;
/** Bytes of all parts of a workbook together once unpacked: a guard against archives that explode. */
export const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;
/** Parts inside one workbook. */
export const MAX_PARTS = 5_000;
