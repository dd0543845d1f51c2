import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { pins, setUpInput } from '../support/template.ts';

let laptop: TestBackend;

beforeEach(async () => {
  laptop = await openTestBackend({ center: false });
});

const upload = (content: unknown): string =>
  laptop.backend().files.hold({
    name: 'center.json',
    type: 'application/json',
    bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  });

describe('a new center', () => {
  test('opens at once with its coordinator, its programs and its code', async () => {
    const { recoveryCode } = await laptop.call('center.setUp', setUpInput);
    expect(recoveryCode).toMatch(/^(\w{4}-){6}\w{4}$/);
    const state = await laptop.call('center.state', {});
    expect(state).toMatchObject({
      stage: 'open',
      problem: null,
      center: setUpInput.center,
      device: { name: 'Laptop 1', personal: false },
      me: { name: 'Iryna', role: 'coordinator', hasPin: true },
      passphraseDue: false,
      newDevice: false,
      recoveryCodeConfirmed: false,
      waitingChanges: expect.any(Number),
      appearance: { language: 'en' },
    });
    expect((await laptop.call('programs.list', {})).programs).toHaveLength(3);
    laptop.restart();
    await laptop.call('center.unseal', { recoveryCode });
    const personId = state.me?.id ?? '';
    await laptop.call('center.unlock', { personId, pin: pins.coordinator });
  });

  test('is made once: a second time is refused, also at the same moment', async () => {
    const answers = await Promise.all([
      laptop.send('center.setUp', setUpInput),
      laptop.send('center.setUp', { ...setUpInput, passphrase: 'a second passphrase' }),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'made' : answer.error.code)).sort()).toEqual([
      'busy',
      'made',
    ]);
    expect(await laptop.fail('center.setUp', setUpInput)).toEqual({ code: 'locked', reason: 'open' });
  });

  test('has no PIN, passphrase or name in its plain files', async () => {
    await laptop.call('center.setUp', setUpInput);
    laptop.close();
    for (const name of ['center/keys.json', 'backups/keys.json', 'log/rollbook.log', 'center/rollbook.db']) {
      const text = readFileSync(join(laptop.paths.data, name), 'latin1');
      for (const word of ['Iryna', 'Lviv', setUpInput.passphrase]) expect(text, name).not.toContain(word);
    }
  });

  test('half made by a cut leaves an empty laptop, on which it can be made', async () => {
    laptop.close();
    mkdirSync(join(laptop.paths.data, 'center.new'), { recursive: true });
    writeFileSync(join(laptop.paths.data, 'center.new', 'rollbook.db'), 'half');
    laptop.restart();
    expect((await laptop.call('center.state', {})).stage).toBe('new');
    await laptop.call('center.setUp', setUpInput);
    expect(readdirSync(laptop.paths.data)).not.toContain('center.new');
  });

  test.each([
    ['a short passphrase', { passphrase: 'too short' }],
    ['a PIN of letters', { coordinator: { name: 'Iryna', pin: 'abcd' } }],
    ['a zone that does not exist', { center: { ...setUpInput.center, timeZone: 'Europe/Atlantis' } }],
    ['a name of blanks', { center: { ...setUpInput.center, name: '   ' } }],
    ['a country that is none', { center: { ...setUpInput.center, country: 'Ukraine' } }],
  ])('is not made with %s', async (_name, wrong) => {
    expect(await laptop.send('center.setUp', { ...setUpInput, ...wrong })).toMatchObject({
      ok: false,
      error: { code: 'validation' },
    });
    expect(existsSync(join(laptop.paths.data, 'center'))).toBe(false);
  });
});

describe('a center file of head office', () => {
  const file = {
    format: 'rollbook-center',
    version: 1,
    center: { id: '018f0000-0000-7000-8000-0000000000cc', name: 'Odesa', country: 'UA' },
    destination: { kind: 'folder', address: '/media/stick' },
  };

  test('names the center, and its escrow key opens the data', async () => {
    const identity = await generateX25519Identity();
    const escrow = await identityToRecipient(identity);
    const token = upload({ ...file, escrow, recipients: [escrow] });
    expect(await laptop.call('center.readCenterFile', { upload: token })).toEqual({
      center: { name: 'Odesa', country: 'UA' },
      programs: 0,
      destination: '/media/stick',
      escrow: true,
    });
    await laptop.call('center.setUp', { ...setUpInput, centerFile: token });
    expect((await laptop.call('center.state', {})).center?.id).toBe(file.center.id);
    const keys = JSON.parse(readFileSync(join(laptop.paths.data, 'center', 'keys.json'), 'utf8')) as {
      slots: { kind: string; wrapped: string }[];
    };
    const slot = keys.slots.find((one) => one.kind === 'escrow');
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const key = await decrypter.decrypt(Buffer.from(slot?.wrapped ?? '', 'base64'));
    expect(Buffer.from(key)).toEqual(laptop.backend().gate.vault().key);
  });

  test('brings its programs in place of the templates', async () => {
    const id = '018f0000-0000-7000-8000-0000000000aa';
    const programs = [
      { id, name: { en: 'Annotation', uk: 'Розмітка' }, kinds: ['live_class'], threshold: 75, modules: [] },
      { name: { ar: 'التوسيم' } },
    ];
    const token = upload({ ...file, programs });
    expect((await laptop.call('center.readCenterFile', { upload: token })).programs).toBe(2);
    await laptop.call('center.setUp', { ...setUpInput, centerFile: token });
    const listed = (await laptop.call('programs.list', {})).programs.map(({ name }) => name);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([programs[0]?.name, programs[1]?.name]));
    expect(await laptop.call('programs.get', { programId: id })).toMatchObject({
      kinds: ['live_class'],
      threshold: 75,
    });
  });

  test.each([
    [
      'with a name that would turn the line around',
      { ...file, center: { ...file.center, name: '\u202eLviv' } },
    ],
    ['with a program that has no name', { ...file, programs: [{ name: {} }] }],
    ['with a kind of session that is none', { ...file, programs: [{ name: { en: 'A' }, kinds: ['x'] }] }],
  ])('%s is refused', async (_name, content) => {
    const input = { upload: upload(content) };
    expect((await laptop.fail('center.readCenterFile', input)).reason).toBe('center_file_unreadable');
  });

  test.each([
    ['no JSON', '{', 'center_file_unreadable'],
    ['null', null, 'center_file_unreadable'],
    ['something else', { format: 'other' }, 'center_file_unreadable'],
    ['without a center', { ...file, center: undefined }, 'center_file_unreadable'],
    ['with an escrow key that is none', { ...file, escrow: 'age1' }, 'center_file_unreadable'],
    ['of a newer version', { ...file, version: 2, center: { odd: true } }, 'center_file_newer'],
  ])('%s is refused with its reason', async (_name, content, reason) => {
    const input = { upload: upload(content) };
    expect(await laptop.fail('center.readCenterFile', input)).toEqual({ code: 'validation', reason });
  });

  test('that is not UTF-8 is refused', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    const token = laptop.backend().files.hold({ name: 'x', type: 'x', bytes });
    expect((await laptop.fail('center.readCenterFile', { upload: token })).reason).toBe(
      'center_file_unreadable',
    );
  });
});

describe('how it looks', () => {
  test('is remembered before any key is there, and can be given back to the system', async () => {
    await laptop.call('center.setAppearance', { language: 'ar', theme: 'dark' });
    laptop.restart();
    const appearance = async () => (await laptop.call('center.state', {})).appearance;
    expect(await appearance()).toEqual({ language: 'ar', theme: 'dark' });
    await laptop.call('center.setAppearance', { language: null });
    expect(await appearance()).toEqual({ language: null, theme: 'dark' });
  });

  test.each(['', '{', '{"language":"xx","theme":"pink"}', '[]'])(
    'survives a damaged file: %s',
    async (text) => {
      writeFileSync(join(laptop.paths.data, 'appearance.json'), text);
      expect((await laptop.call('center.state', {})).appearance).toEqual({ language: null, theme: 'auto' });
    },
  );
});
