import { join } from 'node:path';

/** What comes with the program beside its code; sources and built files are equally far from it. */
const resources = join(import.meta.dirname, '../../resources');

/** Pictures of the sample's practice projects. */
export const samplePictures = join(resources, 'sample');
