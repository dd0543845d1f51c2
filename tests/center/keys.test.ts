import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { findTemplate, passphrase } from '../support/template.ts';

const next = 'a new and longer passphrase';
let laptop: TestBackend;

beforeEach(async () => {
  laptop = await openTestBackend();
});

const keyFile = () => join(laptop.paths.data, 'center', 'keys.json');
const copy = () => join(laptop.paths.data, 'backups', 'keys.json');
const slotsOf = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { slots: { kind: string }[] }).slots.map((slot) => slot.kind);
const recoveryCode = async () => (await findTemplate()).recoveryCode;
const wrong = (reason: string) => expect.objectContaining({ code: 'forbidden', reason });

describe('unsealing', () => {
  test('takes the passphrase or the recovery code, and nothing else', async () => {
    laptop.restart();
    expect((await laptop.call('center.state', {})).stage).toBe('sealed');
    expect(await laptop.fail('center.unseal', { passphrase: next })).toEqual(wrong('wrong_passphrase'));
    const mistyped = (await recoveryCode()).slice(0, -1);
    expect(await laptop.fail('center.unseal', { recoveryCode: mistyped })).toEqual(
      wrong('recovery_code_mistyped'),
    );
    expect((await laptop.call('center.state', {})).stage).toBe('sealed');
    await laptop.call('center.unseal', { recoveryCode: (await recoveryCode()).toLowerCase() });
    expect((await laptop.call('center.state', {})).stage).toBe('locked');
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
    expect((await laptop.call('center.state', {})).stage).toBe('locked');
  });

  test('twice at the same moment opens one database', async () => {
    laptop.restart();
    const answers = await Promise.all([
      laptop.send('center.unseal', { passphrase }),
      laptop.send('center.unseal', { passphrase }),
    ]);
    expect(answers.map((answer) => answer.ok || answer.error.code)).toContain(true);
    laptop.sit(laptop.coordinatorId);
    await laptop.call('center.editCenter', { name: 'Once' });
    // A second, forgotten connection would still say that the program was cut off.
    laptop.restart();
    await laptop.unseal();
    expect(laptop.backend().gate.vault().cutOffAt).toBeNull();
  });

  test('without a keychain by keychain is refused as unavailable', async () => {
    const bare = await openTestBackend({ keychain: null, stage: 'sealed' });
    expect(await bare.fail('center.unseal', { keychain: true })).toEqual({
      code: 'unavailable',
      reason: 'keychain_missing',
    });
  });
});

describe('a damaged slot', () => {
  /** Changes one character of the key that a slot wraps. */
  const spoil = (file: string, kind: string): void => {
    const keys = JSON.parse(readFileSync(file, 'utf8')) as { slots: { kind: string; wrapped: string }[] };
    const slot = keys.slots.find((one) => one.kind === kind);
    if (!slot) throw new Error(`no ${kind}`);
    slot.wrapped = `${slot.wrapped.startsWith('A') ? 'B' : 'A'}${slot.wrapped.slice(1)}`;
    writeFileSync(file, JSON.stringify(keys));
  };
  beforeEach(async () => {
    await laptop.call('center.setPersonal', { personal: true });
    laptop.close();
  });

  test.each(['recovery', 'passphrase', 'keychain'])(
    'of the key file (%s) is mended by its copy at the next opening by another way in',
    async (kind) => {
      const whole = readFileSync(copy(), 'utf8');
      spoil(keyFile(), kind);
      laptop.restart();
      await laptop.call(
        'center.unseal',
        kind === 'passphrase' ? { recoveryCode: await recoveryCode() } : { passphrase },
      );
      for (const file of [keyFile(), copy()]) expect(readFileSync(file, 'utf8')).toBe(whole);
    },
  );

  test('of the copy is mended by the key file', async () => {
    const whole = readFileSync(keyFile(), 'utf8');
    spoil(copy(), 'recovery');
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
    for (const file of [keyFile(), copy()]) expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  test('of each of the two files is mended by the other', async () => {
    const whole = readFileSync(keyFile(), 'utf8');
    spoil(keyFile(), 'recovery');
    spoil(copy(), 'passphrase');
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
    for (const file of [keyFile(), copy()]) expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  test('that is whole nowhere stays as it is in each file, and what is whole mends the rest', async () => {
    const read = (file: string) =>
      JSON.parse(readFileSync(file, 'utf8')) as { slots: { kind: string; wrapped: string }[] };
    const recoveryIn = (file: string) => read(file).slots.find((slot) => slot.kind === 'recovery');
    spoil(keyFile(), 'recovery');
    spoil(copy(), 'recovery');
    const keys = read(copy());
    const slot = keys.slots.find((one) => one.kind === 'recovery');
    if (slot) slot.wrapped = `${slot.wrapped.slice(0, -5)}AAAAA`;
    writeFileSync(copy(), JSON.stringify(keys));
    spoil(copy(), 'passphrase');
    const before = [keyFile(), copy()].map(recoveryIn);
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
    expect([keyFile(), copy()].map(recoveryIn)).toEqual(before);
    writeFileSync(keyFile(), '');
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
  });

  test('is mended while the copy is of an older passphrase, which is not brought back', async () => {
    const old = readFileSync(copy(), 'utf8');
    laptop.restart();
    await laptop.unseal();
    laptop.sit(laptop.coordinatorId);
    await laptop.call('center.changePassphrase', { current: passphrase, passphrase: next });
    laptop.close();
    writeFileSync(copy(), old);
    spoil(keyFile(), 'recovery');
    laptop.restart();
    await laptop.call('center.unseal', { passphrase: next });
    laptop.restart();
    expect(await laptop.fail('center.unseal', { passphrase })).toEqual(wrong('wrong_passphrase'));
    await laptop.call('center.unseal', { recoveryCode: await recoveryCode() });
  });
});

describe('a changed passphrase', () => {
  test('needs the old one', async () => {
    const before = readFileSync(keyFile(), 'utf8');
    const input = { current: 'not the old one', passphrase: next };
    expect(await laptop.fail('center.changePassphrase', input)).toEqual(wrong('wrong_passphrase'));
    expect(readFileSync(keyFile(), 'utf8')).toBe(before);
  });

  test('opens from now on, the old one does not, the recovery code still does', async () => {
    await laptop.call('center.changePassphrase', { current: passphrase, passphrase: next });
    laptop.restart();
    expect(await laptop.fail('center.unseal', { passphrase })).toEqual(wrong('wrong_passphrase'));
    await laptop.call('center.unseal', { passphrase: next });
    laptop.restart();
    await laptop.call('center.unseal', { recoveryCode: await recoveryCode() });
  });

  test('is the one that the next morning asks for, without a restart', async () => {
    await laptop.call('center.changePassphrase', { current: passphrase, passphrase: next });
    await laptop.call('center.lock', {});
    laptop.clock.advance(86_400_000);
    expect((await laptop.call('center.state', {})).passphraseDue).toBe(true);
    expect(await laptop.fail('center.unseal', { passphrase })).toEqual(wrong('wrong_passphrase'));
    await laptop.call('center.unseal', { passphrase: next });
    expect((await laptop.call('center.state', {})).passphraseDue).toBe(false);
  });

  test('stands in both files, and leaves the other slots alone', async () => {
    const before = slotsOf(keyFile());
    await laptop.call('center.changePassphrase', { current: passphrase, passphrase: next });
    expect(slotsOf(keyFile()).sort()).toEqual(before.sort());
    expect(readFileSync(copy(), 'utf8')).toBe(readFileSync(keyFile(), 'utf8'));
  });
});

describe('a new recovery code', () => {
  test('needs the passphrase', async () => {
    expect(await laptop.fail('center.newRecoveryCode', { passphrase: next })).toEqual(
      wrong('wrong_passphrase'),
    );
  });

  test('opens; the old one and its copy are dead, the passphrase is not', async () => {
    const made = await laptop.call('center.newRecoveryCode', { passphrase });
    for (const file of [keyFile(), copy()]) expect(existsSync(file)).toBe(true);
    laptop.restart();
    expect(await laptop.fail('center.unseal', { recoveryCode: await recoveryCode() })).toEqual(
      wrong('wrong_recovery_code'),
    );
    await laptop.call('center.unseal', { recoveryCode: made.recoveryCode });
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
  });

  test('is confirmed by two different groups typed back, and asked for until then', async () => {
    const { recoveryCode: code } = await laptop.call('center.newRecoveryCode', { passphrase });
    const groups = code.split('-');
    const type = async (...indexes: number[]) =>
      (
        await laptop.call('center.confirmRecoveryCode', {
          groups: indexes.map((index) => ({ index, text: ` ${groups[index]?.toLowerCase()} ` })),
        })
      ).right;
    expect((await laptop.call('center.state', {})).recoveryCodeConfirmed).toBe(false);
    expect(await type(3, 3)).toBe(false);
    const wrongGroup = [
      { index: 0, text: groups[0] ?? '' },
      { index: 1, text: groups[2] ?? '' },
    ];
    expect(await laptop.call('center.confirmRecoveryCode', { groups: wrongGroup })).toEqual({ right: false });
    expect((await laptop.call('center.state', {})).recoveryCodeConfirmed).toBe(false);
    expect(await type(6, 2)).toBe(true);
    expect((await laptop.call('center.state', {})).recoveryCodeConfirmed).toBe(true);
    expect((await laptop.fail('center.confirmRecoveryCode', { groups: wrongGroup })).reason).toBe(
      'recovery_code_gone',
    );
  });

  test('is nowhere on the disk and not in the log', async () => {
    const { recoveryCode: code } = await laptop.call('center.newRecoveryCode', { passphrase });
    laptop.close();
    const files = ['center/keys.json', 'backups/keys.json', 'center/rollbook.db', 'log/rollbook.log'];
    for (const name of files) {
      const file = join(laptop.paths.data, name);
      if (!existsSync(file)) continue;
      const text = readFileSync(file, 'latin1');
      expect(text).not.toContain(code);
      expect(text).not.toContain(code.replaceAll('-', ''));
    }
  });
});

describe('a key file that is gone', () => {
  test('heals from its copy', async () => {
    laptop.close();
    rmSync(keyFile());
    laptop.restart();
    expect((await laptop.call('center.state', {})).problem).toBeNull();
    await laptop.call('center.unseal', { passphrase });
    expect(readFileSync(keyFile(), 'utf8')).toBe(readFileSync(copy(), 'utf8'));
  });

  test.each([
    ['unreadable', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    [
      'one byte of every wrapped key wrong',
      (text: string) =>
        text.replaceAll(
          /("wrapped":\s*")(.)/g,
          (_all, before: string, byte: string) => before + (byte === '/' ? 'A' : '/'),
        ),
    ],
  ])('is healed from its copy where it is %s', async (_name, damage) => {
    laptop.close();
    writeFileSync(keyFile(), damage(readFileSync(keyFile(), 'utf8')));
    laptop.restart();
    await laptop.call('center.unseal', { passphrase });
    laptop.restart();
    rmSync(copy());
    await laptop.call('center.unseal', { recoveryCode: await recoveryCode() });
  });

  test('and its copy too, is said so instead of a wrong passphrase, and a copy put back helps', async () => {
    laptop.close();
    const keys = readFileSync(keyFile());
    rmSync(keyFile());
    rmSync(copy());
    laptop.restart();
    const state = await laptop.call('center.state', {});
    expect([state.stage, state.problem?.reason]).toEqual(['sealed', 'key_file_missing']);
    expect(await laptop.fail('center.unseal', { passphrase })).toEqual({
      code: 'unavailable',
      reason: 'key_file_missing',
    });
    writeFileSync(keyFile(), keys);
    await laptop.call('center.retry', {});
    expect((await laptop.call('center.state', {})).problem).toBeNull();
    await laptop.call('center.unseal', { passphrase });
  });

  test('can be taken from a backup', async () => {
    const { path } = await laptop.call('center.backUp', { folder: null });
    laptop.close();
    rmSync(keyFile());
    rmSync(copy());
    laptop.restart();
    await laptop.call('center.takeKeys', { path });
    await laptop.call('center.unseal', { passphrase });
    laptop.restart();
    expect(await laptop.fail('center.takeKeys', { path })).toEqual({
      code: 'conflict',
      reason: 'keys_are_here',
    });
  });
});

describe('a personal laptop', () => {
  test('opens by its keychain until it is no longer declared one', async () => {
    await laptop.call('center.setPersonal', { personal: true });
    expect(slotsOf(keyFile())).toContain('keychain');
    laptop.restart();
    await laptop.call('center.unseal', { keychain: true });
    laptop.sit(laptop.coordinatorId);
    await laptop.call('center.setPersonal', { personal: false });
    for (const file of [keyFile(), copy()]) expect(slotsOf(file)).not.toContain('keychain');
    laptop.restart();
    expect(await laptop.fail('center.unseal', { keychain: true })).toEqual(wrong('keychain_refused'));
  });

  test('is refused where there is no real keychain', async () => {
    const bare = await openTestBackend({ keychain: null, stage: 'sealed' });
    await bare.call('center.unseal', { passphrase });
    bare.sit(bare.coordinatorId);
    expect(await bare.fail('center.setPersonal', { personal: true })).toEqual({
      code: 'unavailable',
      reason: 'keychain_missing',
    });
  });
});
