/** Everybody's PIN in the sample center; the screen says it. */
export const samplePin = '1234';
