/** Work on an image that no drawing by hand can ask for: it is refused before it takes minutes or gigabytes. */
export class TooComplex extends Error {}
