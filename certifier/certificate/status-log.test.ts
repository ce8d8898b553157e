import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromUtf8, utf8 } from './bytes.ts';
import { generateKey } from './keys.ts';
import schema from './status-log.schema.json' with { type: 'json' };
import { headOf, readStatusLog, type StatusChange } from './status-log.ts';
import { appendToStatusLog } from './status-log-append.ts';
import { good, issue, NOW, verifyInput } from './testing/evidence.ts';
import { forgedLog, LOG_NOW, linesOf, logOf, programme, programmeKey, textOfLines } from './testing/log.ts';
import { importKeys } from './trusted-keys.ts';
import type { StepName, Verification, VerifyInput } from './verify/verification.ts';
import { verifyCertificate } from './verify.ts';

const certificate = await issue(good, { keys: [programme], statusUrl: 'https://example.org/status-log.jsonl' });
const trusting: Partial<VerifyInput> = { publicKeys: [programmeKey()], now: LOG_NOW };
const check = (over: Partial<VerifyInput> = {}, text = certificate) =>
  verifyCertificate(verifyInput(text, { ...trusting, ...over }));
const stepOf = ({ steps }: Verification, name: StepName) => steps.find(({ step }) => step === name)!;
const failing = ({ steps }: Verification) => steps.filter(({ ok }) => ok === false).map(({ step }) => step);

const id = (await check()).certificate!.certificate;
const OTHER = 'f'.repeat(32);
const issued: StatusChange = { certificate: id, status: 'issued', reason: 'conformant' };
const revoked: StatusChange = { certificate: id, status: 'revoked', reason: 'the evidence was invented' };
const checkpoint = { checkpoint: { validUntil: '2026-09-09T11:00:00Z' } };

const whole = await logOf([issued]);
const grown = await logOf([issued, { ...issued, certificate: OTHER }, revoked]);
const lines = linesOf(grown);
const keys = await importKeys([programmeKey()]);

describe('a certificate and the status log', () => {
  it('is verified where it was issued and not withdrawn, with the age of the log', async () => {
    const verification = await check({ statusLog: whole, now: new Date('2026-09-02T14:30:00Z') });
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'status').detail).toMatch(
      /^issued on 2026-09-02 and not withdrawn: status log 2, 3 hours old, good until 2026-09-09T11:00:00Z, sha256:[0-9a-f]{64}$/,
    );
    expect(verification.logged).toMatchObject({ certificate: id, status: 'issued' });
  });

  it('is incomplete without one where it names one, and says where it is', async () => {
    const verification = await check();
    expect(verification).toMatchObject({ result: 'incomplete', owed: ['status'] });
    expect(stepOf(verification, 'status').detail).toContain('https://example.org/status-log.jsonl');
  });

  it.each<[string, StatusChange, string]>([
    ['revoked', revoked, 'revoked on 2026-09-02: the evidence was invented (status log 4, less than a minute old)'],
    [
      'superseded',
      { certificate: id, status: 'superseded', reason: 'renewed', by: OTHER },
      `superseded by ${OTHER} on 2026-09-02: renewed (status log 4, less than a minute old)`,
    ],
    [
      'expired',
      { certificate: id, status: 'expired', reason: 'its last day has passed' },
      'expired on 2026-09-02: its last day has passed (status log 4, less than a minute old)',
    ],
  ])('is refused where it is %s, with the reason', async (_, change, detail) => {
    const verification = await check({ statusLog: await logOf([issued, change]) });
    expect(verification.result).toBe('refused');
    expect(failing(verification)).toEqual(['status']);
    expect(stepOf(verification, 'status').detail).toBe(detail);
  });

  it('stays revoked however old the log is', async () => {
    const verification = await check({
      statusLog: await logOf([issued, revoked]),
      now: new Date('2027-01-01T00:00:00Z'),
    });
    expect(failing(verification)).toEqual(['status']);
  });

  it('is refused where the log never heard of it', async () => {
    const verification = await check({ statusLog: await logOf([{ ...issued, certificate: OTHER }]) });
    expect(failing(verification)).toEqual(['status']);
    expect(stepOf(verification, 'status').detail).toContain('the status log does not know it');
  });

  it.each<[string, Partial<VerifyInput>, string]>([
    ['past its time', { now: new Date('2026-09-10T00:00:00Z') }, 'was to be believed until 2026-09-09T11:00:00Z'],
    ['from the future', { now: new Date('2026-09-02T10:59:00Z') }, 'the clock here is before the newest entry'],
  ])('is not believed by a log %s', async (_, over, detail) => {
    const verification = await check({ statusLog: whole, ...over });
    expect(verification).toMatchObject({ result: 'incomplete', owed: ['status'] });
    expect(stepOf(verification, 'status').detail).toContain(detail);
  });

  it('is not settled by a log that is older than it', async () => {
    const early = await logOf([], programme, new Date('2026-09-02T09:00:00Z'));
    const verification = await check({ statusLog: early });
    expect(verification).toMatchObject({ result: 'incomplete', owed: ['status'] });
    expect(stepOf(verification, 'status').detail).toContain('is older than the certificate');
  });

  it('that is a demonstration may have a log by whoever signed it; one that counts may not', async () => {
    const mine = generateKey();
    const own = { pem: mine.publicPem, programme: false };
    const demo = await issue(good, { keys: [mine], demonstration: true, statusUrl: 'https://example.org/' });
    const publicKeys = [own, programmeKey()];
    const statusLog = await logOf([{ ...issued, certificate: `demo-${id}` }], mine);
    expect((await check({ publicKeys, statusLog }, demo)).result).toBe('verified');
    const verification = await check({ publicKeys, statusLog: await logOf([issued], mine) });
    expect(failing(verification)).toEqual(['status']);
  });
});

const status = async (statusLog: Bytes, over: Partial<VerifyInput> = {}) => {
  const verification = await check({ statusLog, ...over });
  return { ok: stepOf(verification, 'status').ok, detail: stepOf(verification, 'status').detail };
};

describe('a status log is refused, and the certificate with it,', () => {
  it('where any byte of it is another', async () => {
    const accepted: number[] = [];
    for (const index of whole.keys()) {
      const changed = Uint8Array.from(whole);
      changed[index]! ^= 1;
      if ((await status(changed)).ok !== false) accepted.push(index);
    }
    expect(accepted).toEqual([]);
  });

  it.each<[string, () => Bytes | Promise<Bytes>, string]>([
    ['it is empty', () => utf8(''), 'it is empty'],
    ['it is no log', () => utf8('hello\n'), 'line 1: it is no DSSE envelope'],
    ['its last line has no end', () => utf8(fromUtf8(whole).trimEnd()), 'it was cut off: its last line has no end'],
    [
      'it was cut off after an entry',
      () => textOfLines(lines.slice(0, 5)),
      'it was cut off: it does not end with a checkpoint',
    ],
    ['its beginning is gone', () => textOfLines(lines.slice(2)), 'line 1: it is entry 3, and 1 is due'],
    ['a line is missing', () => textOfLines([...lines.slice(0, 4), lines[5]!]), 'line 5: it is entry 6, and 5 is due'],
    [
      'lines changed places',
      () => textOfLines([lines[2]!, lines[1]!, lines[0]!]),
      'line 1: it is entry 3, and 1 is due',
    ],
    [
      'a line stands twice',
      () => textOfLines([lines[0]!, lines[0]!, ...lines.slice(1)]),
      'line 2: it is entry 1, and 2 is due',
    ],
    ['a line is empty', () => textOfLines([lines[0]!, '', lines[1]!]), 'line 2: it is no DSSE envelope'],
    ['it is a certificate', () => utf8(certificate), 'line 1: the payload is of another type'],
    ['a stranger signed it', () => logOf([issued], generateKey()), 'line 1: no signature is by a key that was given'],
    [
      'an entry has another format',
      () => forgedLog([{ ...issued, format: 'accord-status-log/1' }, checkpoint]),
      'line 1: it is not in the form of accord-status-log/2',
    ],
    ['an entry says too much', () => forgedLog([{ ...issued, note: 1 }, checkpoint]), 'line 1: it is not in the form'],
    [
      'an entry was put in another place and numbered anew',
      () => forgedLog([checkpoint, { ...checkpoint, previous: '0'.repeat(64) }]),
      'line 2: it does not follow the line before',
    ],
    [
      'time runs back',
      () => forgedLog([{ ...issued, at: '2026-09-03T00:00:00Z' }, checkpoint]),
      'line 2: it is of 2026-09-02T11:00:00Z, before the line before',
    ],
    ['it issues twice', () => forgedLog([issued, issued, checkpoint]), `line 2: ${id} is issued already`],
    [
      'it revokes what was never issued',
      () => forgedLog([revoked, checkpoint]),
      `line 1: ${id} cannot be revoked, because it was never issued`,
    ],
    [
      'it takes a revocation back',
      () => forgedLog([issued, revoked, { ...issued, status: 'superseded' }, checkpoint]),
      `line 3: ${id} is revoked already, and cannot be superseded`,
    ],
  ])('where %s', async (_, make, message) => {
    const { ok, detail } = await status(await make());
    expect(detail).toContain(`the status log cannot be trusted: ${message}`);
    expect(detail).toMatch(/^[^\n]+$/);
    expect(ok).toBe(false);
  });

  it('where it does not extend one that was seen before', async () => {
    const seen = await headOf(grown);
    expect(await status(whole, { seen })).toMatchObject({
      ok: false,
      detail: `the status log cannot be trusted: it is an old copy or another log: ${seen}, seen before, is not in it`,
    });
    const another = await logOf([{ ...issued, certificate: OTHER }, issued]);
    expect(await status(another, { seen: await headOf(whole) })).toMatchObject({ ok: false });
  });

  it('and not where it does', async () => {
    const before = await logOf([issued]);
    const { bytes } = await appendToStatusLog(before, [], { key: programme, keys, now: LOG_NOW });
    expect(await status(bytes, { seen: await headOf(before) })).toMatchObject({ ok: true });
    expect(await status(before, { seen: await headOf(before) })).toMatchObject({ ok: true });
  });
});

describe('the key of a status log', () => {
  it.each<[string, Parameters<typeof programmeKey>[1], string]>([
    ['is not for it', { purpose: ['certificates'] }, 'is not for status-log, but for certificates'],
    ['came later', { validFrom: '2026-10-01T00:00:00Z' }, 'holds from 2026-10-01T00:00:00Z'],
    ['had ended', { validUntil: '2026-09-01T00:00:00Z' }, 'ended at 2026-09-01T00:00:00Z'],
    [
      'was revoked before',
      { revoked: { at: '2026-09-02T11:00:00Z', reason: 'lost' } },
      'was revoked at 2026-09-02T11:00:00Z (lost)',
    ],
  ])('that %s does not count', async (_, over, message) => {
    // A second key signs the certificate, so that the log alone is in question.
    const signer = generateKey();
    const text = await issue(good, { keys: [signer], statusUrl: 'https://example.org/' });
    const verification = await check(
      { publicKeys: [programmeKey(signer), programmeKey(programme, over)], statusLog: whole },
      text,
    );
    expect(failing(verification)).toEqual(['status']);
    expect(stepOf(verification, 'status').detail).toContain(message);
  });

  it('that was revoked later still counts for what it signed in its time', async () => {
    const revokedLater = programmeKey(programme, { revoked: { at: '2026-09-02T12:00:00Z', reason: 'lost' } });
    const verification = await check({ publicKeys: [revokedLater], statusLog: whole });
    expect(verification.result).toBe('verified');
    expect(stepOf(verification, 'key').detail).toContain('revoked at 2026-09-02T12:00:00Z, after it signed this');
  });
});

describe('writing the status log', () => {
  const append = (before: Bytes | undefined, changes: readonly StatusChange[], over = {}) =>
    appendToStatusLog(before, changes, { key: programme, keys, now: LOG_NOW, ...over });

  it('begins one, adds to it and changes nothing that stands', async () => {
    const first = await append(undefined, [issued]);
    const second = await append(first.bytes, [revoked]);
    expect(fromUtf8(second.bytes).startsWith(fromUtf8(first.bytes))).toBe(true);
    expect(second.log).toMatchObject({ sequence: 4, at: '2026-09-02T11:00:00Z', validUntil: '2026-09-09T11:00:00Z' });
    expect(second.log.standing.get(id)).toMatchObject(revoked);
  });

  it('keeps to its published schema', async () => {
    const validate = new Ajv2020({
      strict: true,
      strictRequired: false,
      strictTypes: false,
      allowUnionTypes: true,
    }).compile(schema);
    const log = await readStatusLog(whole, keys);
    for (const entry of log.entries) expect(validate(entry), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...log.entries[0], checkpoint: { validUntil: NOW.toISOString() } })).toBe(false);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['what was never issued', () => append(undefined, [revoked]), 'because it was never issued'],
    ['what is revoked already', () => append(undefined, [issued, revoked, revoked]), 'is revoked already'],
    ['under a key that readers do not know', () => append(undefined, [], { key: generateKey() }), 'no signature is by'],
    [
      'outside the period of the key',
      () => append(undefined, [], { now: new Date('2028-01-01') }),
      'ended at 2027-12-31',
    ],
    ['before its newest entry', () => append(whole, [], { now: NOW }), 'the clock here says 2026-09-02T10:00:00Z'],
    ['onto what cannot be trusted', () => append(utf8('hello\n'), []), 'line 1: it is no DSSE envelope'],
    ['for longer than a month', () => append(undefined, [], { days: 32 }), 'believed for 1 to 31 days'],
    ['with a reason of many lines', () => append(undefined, [{ ...issued, reason: '' }]), 'is not in the form'],
  ])('refuses %s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message);
  });
});
