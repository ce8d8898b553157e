import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { generateKey } from './keys.ts';
import { good, issue, NOW, verifyInput } from './testing/evidence.ts';
import { PERIOD, programme, programmeKey } from './testing/log.ts';
import { importKeys, KEYS_FORMAT, readKeys, trusted } from './trusted-keys.ts';
import type { StepName, TrustedKey, Verification } from './verify.ts';
import { verifyCertificate } from './verify.ts';

const entry = { keyid: programme.keyid, pem: programme.publicPem, ...PERIOD };
const fileOf = (keys: readonly unknown[], over: object = {}) =>
  utf8(JSON.stringify({ format: KEYS_FORMAT, keys, ...over }));

describe('the file of public keys', () => {
  it('gives the keys of the programme with their periods', async () => {
    expect(trusted(await readKeys(fileOf([entry])))).toEqual([programmeKey()]);
    expect(await readKeys(fileOf([]))).toEqual([]);
  });

  it.each([
    ['is not JSON', utf8('hello'), 'is not JSON'],
    ['has another format', fileOf([], { format: 'accord-keys/2' }), 'is not in the form of its format'],
    ['says too much', fileOf([{ ...entry, note: 1 }]), 'is not in the form of its format'],
    ['gives a key no purpose', fileOf([{ ...entry, purpose: [] }]), 'is not in the form of its format'],
    ['has a key twice', fileOf([entry, entry]), 'it stands there twice'],
    [
      'has another key beside an id',
      fileOf([{ ...entry, pem: generateKey().publicPem }]),
      'the key beside this id is another one',
    ],
    [
      'ends a key before it begins',
      fileOf([{ ...entry, validUntil: '2025-12-31T23:59:59Z' }]),
      'it ends before it begins',
    ],
  ])('is refused in one line where it %s', async (_, bytes, message) => {
    await expect(readKeys(bytes)).rejects.toThrow(message);
    await expect(readKeys(bytes)).rejects.toThrow(/^[^\n]+$/);
  });

  it('binds a key to its period even where whoever verifies handed it over too', async () => {
    const keys = await importKeys([{ pem: programme.publicPem, programme: false }, programmeKey()]);
    expect(keys).toMatchObject([{ keyid: programme.keyid, programme: true, period: PERIOD }]);
    expect(keys).toHaveLength(1);
  });
});

const certificate = await issue(good, { keys: [programme] });
const check = (publicKeys: readonly TrustedKey[], text = certificate) =>
  verifyCertificate(verifyInput(text, { publicKeys }));
const stepOf = ({ steps }: Verification, name: StepName) => steps.find(({ step }) => step === name)!;
const failing = ({ steps }: Verification) => steps.filter(({ ok }) => ok === false).map(({ step }) => step);

describe('a signature by a key of the programme', () => {
  it('counts inside the period of the key', async () => {
    const verification = await check([programmeKey()]);
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'key')).toMatchObject({
      ok: true,
      detail: "the programme's, from 2026-01-01 to 2027-12-31; signed 2026-09-02",
    });
  });

  it.each<[string, Parameters<typeof programmeKey>[1], string]>([
    ['before it', { validFrom: '2026-09-02T10:00:01Z' }, 'holds from 2026-09-02T10:00:01Z, and this was signed at'],
    ['after it', { validUntil: '2026-09-02T09:59:59Z' }, 'ended at 2026-09-02T09:59:59Z, and this was signed at'],
    ['for something else', { purpose: ['status-log'] }, 'is not for certificates, but for status-log'],
    [
      'after the key was revoked',
      { revoked: { at: '2026-09-02T10:00:00Z', reason: 'lost' } },
      'was revoked at 2026-09-02T10:00:00Z (lost), and this was signed at 2026-09-02T10:00:00Z',
    ],
  ])('does not count %s', async (_, over, message) => {
    const verification = await check([programmeKey(programme, over)]);
    expect(verification.result).toBe('refused');
    expect(failing(verification)).toEqual(['key']);
    expect(stepOf(verification, 'key').detail).toContain(message);
  });

  it('counts to the first and the last second', async () => {
    const exact = { validFrom: '2026-09-02T10:00:00Z', validUntil: '2026-09-02T10:00:00Z' };
    expect((await check([programmeKey(programme, exact)])).result).toBe('verified');
  });

  it('by one that was lost later counts only with the status log: a thief can date what he signs as he likes', async () => {
    const lost = programmeKey(programme, { revoked: { at: '2026-10-01T00:00:00Z', reason: 'lost' } });
    expect(await check([lost])).toMatchObject({ result: 'incomplete', owed: ['status'] });
  });

  it('counts beside one by its predecessor, whose period is over', async () => {
    const old = generateKey();
    const both = await issue(good, { keys: [old, programme] });
    const ended = programmeKey(old, { validUntil: '2026-06-30T23:59:59Z' });
    expect((await check([ended, programmeKey()], both)).result).toBe('verified');
    expect(failing(await check([ended], both))).toEqual(['key']);
  });
});

describe('other signatures', () => {
  it('of the submitter stand beside that of the programme, and make nothing count', async () => {
    const submitter = generateKey();
    const given = { pem: submitter.publicPem, programme: false };
    const both = await issue(good, { keys: [submitter, programme] });
    const verification = await check([given, programmeKey()], both);
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'signature').detail).toContain(`${submitter.keyid} and ${programme.keyid}`);
    const alone = await issue(good, { keys: [submitter] });
    expect(failing(await check([given, programmeKey()], alone))).toEqual(['demonstration']);
  });

  it('of a stranger neither help nor hurt, and are told', async () => {
    const stranger = generateKey();
    const both = await issue(good, { keys: [programme, stranger] });
    const verification = await check([programmeKey()], both);
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'signature').detail).toBe(
      `Ed25519, by ${programme.keyid}; 1 signature by a key that was not given was passed over`,
    );
    const alone = await check([programmeKey()], await issue(good, { keys: [stranger], now: NOW }));
    expect(failing(alone)).toEqual(['signature']);
    expect(stepOf(alone, 'signature').detail).toBe('no signature is by a key that was given');
  });
});
