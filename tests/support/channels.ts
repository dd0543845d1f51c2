import type { Call } from '../../src/shared/contract/define.ts';
import { contract } from '../../src/shared/contract/index.ts';

/** Every call of the contract by its channel. */
export const channels: ReadonlyMap<string, Call> = new Map(
  Object.entries(contract).flatMap(([domain, calls]) =>
    Object.entries(calls).map(([name, call]): [string, Call] => [`${domain}.${name}`, call]),
  ),
);
