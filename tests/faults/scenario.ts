/** One kind of fault. A run is made from its seed alone: the same seed tries the same thing again. */
export interface Scenario {
  name: string;
  /** How many runs it takes to be sure, and how many the short selection makes. */
  runs: number;
  shortRuns: number;
  /** Prepares what all runs share, or throws LeftOut where something that it needs is not there. */
  prepare(): Promise<Prepared>;
}

export interface Prepared {
  /** Throws if something is lost, half done, or not said in a typed way. */
  run(seed: number): Promise<void>;
  close(): void;
}

/** A scenario that cannot run here; the message says why. */
export class LeftOut extends Error {}
