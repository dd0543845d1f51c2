import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../../src/shared/contract/define.ts';
import type { Role } from '../../src/shared/rules/permissions.ts';
import { access } from '../support/access.ts';
import { channels } from '../support/channels.ts';
import { fromSchema } from '../support/from-schema.ts';
import { letIn, someone, stubDoor } from '../support/stub-door.ts';

const roles: Role[] = ['coordinator', 'instructor', 'substitute'];
const scope = { day: '2026-03-12', cohortId: someone };
const seatOf = (role: Role) => ({ personId: someone, role, scope: role === 'substitute' ? scope : null });

/** A fitting input for each channel, so that nothing but the door can refuse. */
const inputs = new Map(
  [...channels].map(([channel, call]) => [
    channel,
    fc.sample(fromSchema(call.input, { ids: [someone] }), { numRuns: 1, seed: 1 })[0],
  ]),
);

async function answer(channel: string, options: Parameters<typeof stubDoor>[0]): Promise<unknown> {
  const result = await stubDoor(options)(channel, inputs.get(channel));
  return result.ok ? 'ok' : { code: result.error.code, reason: result.error.reason };
}

test('every channel of the contract is written down here, and nothing else', () => {
  expect(Object.keys(access).sort()).toEqual([...channels.keys()].sort());
});

describe.each([...channels.keys()])('%s', (channel) => {
  const [stages, who] = access[channel] ?? ['', ''];

  test.each(['new', 'sealed', 'locked'] as const)('while the laptop is %s', async (stage) => {
    const expected = stages.includes(stage.slice(0, 1)) ? letIn : { code: 'locked', reason: stage };
    expect(await answer(channel, { stage, seat: null })).toEqual(expected);
  });

  test.each(roles)('to a %s', async (role) => {
    const stage: Stage = 'open';
    const expected = !stages.includes('o')
      ? { code: 'locked', reason: 'open' }
      : who === '*' || who.includes(role.slice(0, 1))
        ? letIn
        : { code: 'forbidden', reason: 'not_allowed' };
    expect(await answer(channel, { stage, seat: seatOf(role) })).toEqual(expected);
  });

  test('to a substitute whose day is over', async () => {
    const result = await answer(channel, { stage: 'open', seat: seatOf('substitute'), today: '2026-03-13' });
    if (!stages.includes('o')) expect(result).toEqual({ code: 'locked', reason: 'open' });
    else if (who === '*') expect(result).toEqual(letIn);
    else {
      const reason = who.includes('s') ? 'substitute_day_over' : 'not_allowed';
      expect(result).toEqual({ code: 'forbidden', reason });
    }
  });
});

describe('about a session that is not theirs a substitute is refused', () => {
  const about = [...channels.keys()].filter(
    (channel) => access[channel]?.[1].includes('s') && 'sessionId' in (inputs.get(channel) as object),
  );

  test.each(about)('%s', async (channel) => {
    const options = { stage: 'open', seat: seatOf('substitute'), covers: false } as const;
    expect(await answer(channel, options)).toEqual({ code: 'forbidden', reason: 'outside_scope' });
  });

  test('in all calls that name one', () => {
    expect(about.length).toBeGreaterThanOrEqual(11);
  });
});
