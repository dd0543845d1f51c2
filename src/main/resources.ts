import { join } from 'node:path';

/** The folder of what comes with the program beside its code; sources and built files are equally far from it. */
export const resourcesFolder = join(import.meta.dirname, '../../resources');
