/**
 * What every reader gives of a set of annotation files, and every score is computed from.
 * Units are pixels; the origin is the top left corner of the top left pixel, x to the right, y down, so that pixel
 * (i, j) covers [i, i + 1) x [j, j + 1) and has its center at (i + .5, j + .5).
 */
export interface AnnotationSet {
  /** As the file declares them, in its order, those without any shape too. */
  labels: readonly string[];
  images: readonly AnnotatedImage[];
  /** Null where the file names labels and images only by their names. */
  ids: FileIds | null;
  /** What was left out or changed while reading, each at its place. */
  notes: readonly ReadingNote[];
}

/** What a file calls its labels and images beside their names, each in the order of the set. */
export interface FileIds {
  labels: readonly string[];
  images: readonly string[];
  /** As in a bare list of COCO results: there are no names, so the set has the ids in their place. */
  only: boolean;
}

export interface AnnotatedImage {
  /** As written: with its folders and ending where the file has them. */
  name: string;
  /** Null where the format carries none and no image or reference has said it. */
  size: Size | null;
  shapes: readonly Shape[];
  /** Labels of the whole image. */
  tags: readonly Tag[];
  /** A label for each pixel, where the format is of that kind. */
  semantic: LabelMap | null;
  /** A pixel is in one shape at most, and in none where nobody says what it is: COCO's panoptic format. */
  isPartition?: true;
}

export interface Size {
  width: number;
  height: number;
}

interface Labeled {
  /** Unique in its image and the same at each reading: the file's own id, or its place in the file. */
  id: string;
  label: string;
  /** 0 to 1, of a file made by a model; null where a person drew. */
  score: number | null;
  attributes: Readonly<Record<string, string>>;
}

export type Tag = Labeled;

export interface Shape extends Labeled {
  geometry: Geometry;
  /** The box that the file declares beside a region, as COCO does. */
  box: Rectangle | null;
  /** In pixels as the file declares it: COCO's statistics tell small from large by it. Null where it says nothing. */
  area: number | null;
  /** A crowd or a region to ignore: never missing, and nothing inside it is extra. */
  crowd: boolean;
  /** Greater lies in front. */
  zOrder: number;
}

/** Of no rotation; width and height are 0 or more. */
export interface Rectangle extends Size {
  x: number;
  y: number;
}

export type Geometry =
  /** Before it is turned; rotation is clockwise about its center, degrees. */
  | ({ kind: 'box'; rotation: number } & Rectangle)
  /** Parts are united, holes subtracted; each ring is x, y, x, y … and closes itself; even-odd within a ring. */
  | { kind: 'polygon'; parts: readonly PolygonPart[] }
  /** Half axes; rotation is clockwise about the center, degrees. */
  | { kind: 'ellipse'; x: number; y: number; radiusX: number; radiusY: number; rotation: number }
  | { kind: 'mask'; runs: RunLengths }
  /** x, y, x, y …; visible as COCO says: 0 not labeled, 1 hidden, 2 visible. */
  | { kind: 'points'; points: Float64Array; visible: Uint8Array | null }
  | { kind: 'line'; points: Float64Array };

export interface PolygonPart {
  outline: Float64Array;
  holes: readonly Float64Array[];
}

/** Lengths of runs down the columns, the first of background, as COCO's; together width x height. */
export interface RunLengths extends Size {
  counts: Uint32Array;
}

/** Row by row an index into `labels`; -1 is void: outside of every figure. */
export interface LabelMap extends Size {
  labels: readonly string[];
  pixels: Int16Array;
}

export interface ReadingNote {
  code: string;
  /** File, and the place in it as its format counts: a line, a path of keys, an id. */
  place: string;
  params?: Readonly<Record<string, string | number>>;
}

/** Families are matched apart from each other. */
export type Family = 'box' | 'region' | 'point' | 'line' | 'tag';
