import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTestBackend } from '../support/backend.ts';
import { channels } from '../support/channels.ts';
import { faultOf, fuzzChannel, fuzzRuns, inputsFor, openTarget, type Target } from '../support/fuzz.ts';

let target: Target;

beforeAll(async () => {
  target = await openTarget();
});

describe('whatever is sent, the answer is one that the screen has words for', () => {
  test.each([...channels.keys()])('%s', { timeout: 600_000 }, async (channel) => {
    const complaints = await fuzzChannel(target, channel, { runs: fuzzRuns() });
    expect(complaints.map(({ input, problem }) => `${JSON.stringify(input)} ${problem}`)).toEqual([]);
  });

  test('to a channel of any name', async () => {
    const laptop = await target.laptop();
    const names = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'valueOf',
        ...channels.keys(),
      ),
      fc
        .tuple(fc.constantFrom('attendance', 'center', '__proto__', ''), fc.string())
        .map((parts) => parts.join('.')),
    );
    for (const name of fc.sample(names, fuzzRuns() * 5)) {
      if (channels.has(name)) continue;
      expect(await laptop.send(name, {}), name).toEqual({
        ok: false,
        error: { code: 'not_found', reason: 'unknown_channel' },
      });
    }
  });

  test.each(['new', 'sealed', 'locked'] as const)('to a laptop that is %s', async (stage) => {
    const options = stage === 'new' ? { center: false } : { stage };
    let laptop = await openTestBackend(options);
    for (const channel of channels.keys()) {
      if (channel === 'center.setUp') continue;
      for (const input of fc.sample(inputsFor(channel, target), Math.ceil(fuzzRuns() / 20))) {
        if (laptop.backend().gate.stage() !== stage) {
          laptop.close();
          laptop = await openTestBackend(options);
        }
        expect([channel, input, faultOf(await laptop.send(channel, input))]).toEqual([channel, input, null]);
      }
    }
  });
});

describe('an answer that would tell too much is noticed', () => {
  test.each([
    ['a stack', { ok: false, error: { code: 'corrupt', stack: 'Error\n    at dispatch.ts:1:1' } }],
    ['prose', { ok: false, error: { code: 'conflict', reason: 'Olena is already enrolled' } }],
    ['a code of its own', { ok: false, error: { code: 'ENOENT' } }],
    ['a file', { ok: false, error: { code: 'validation', fields: { 'a.ts:12': 'x' } } }],
    ['an internal error', { ok: false, error: { code: 'internal', incident: 'abcd' } }],
    ['nothing', undefined],
  ])('%s', (_name, answer) => {
    expect(faultOf(answer)).not.toBeNull();
  });
});
