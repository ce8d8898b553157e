import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../certifier/evidence/read.ts';
import { violating as recorded } from '../../certifier/examples/examples.ts';
import { checks } from '../../certifier/judge/ruler.ts';
import { mutants } from '../../certifier/mutants/mutants.ts';
import { catalogue, requirementOf } from '../lib/catalogue.ts';
import { examplesOf } from '../lib/examples.ts';
import { breakRows, judgeRows, judgeText } from './judge-text.ts';
import { fragmentOf, LinkError, MOST_CHARACTERS, rowsOfFragment } from './link.ts';
import { joined, type Row, RowError, rowsIn, rowsOf } from './rows.ts';

const ID = 'tools.name.unique';
const requirement = requirementOf(ID)!;
const examples = examplesOf(ID)!;
const { header } = examples.conforming;
const outcomeOf = (text: string): unknown => {
  const judgement = judgeText(text, requirement, checks[ID]);
  return judgement.kind === 'judged' ? judgement.results.map(({ result }) => result.outcome) : judgement.message;
};

const withExample = catalogue().requirements.filter(({ id }) => examplesOf(id) !== undefined);

describe('the rows of an example', () => {
  it.each(withExample.map(({ id }) => id))('are judged as the example itself is: %s', (id) => {
    const { conforming, violating } = examplesOf(id)!;
    for (const transcript of [conforming, violating ?? conforming]) {
      const whole = [transcript.header, ...transcript.events].map((line) => `${JSON.stringify(line)}\n`).join('');
      const subject = requirementOf(id)!;
      expect(judgeText(joined(transcript.header, rowsOf(transcript)), subject, checks[id])).toEqual(
        judgeText(whole, subject, checks[id]),
      );
    }
  });

  it('lay a message out over several lines, and put it back on one', () => {
    const rows = rowsOf(examples.conforming);
    expect(rows.some(({ text }) => text?.includes('\n'))).toBe(true);
    const again = readTranscript(joined(header, rows));
    for (const event of again.events) if (event.kind === 'line') expect(event.text).not.toContain('\n');
  });

  it('are numbered anew when one is taken away', () => {
    const again = readTranscript(joined(header, rowsOf(examples.conforming).slice(1)));
    expect(again.events.map(({ seq }) => seq)).toEqual(again.events.map((_, index) => index + 1));
  });

  it('say by its number which row is not JSON', () => {
    const rows = rowsOf(examples.conforming).map((row) => (row.fixed.kind === 'exit' ? { ...row, head: '{' } : row));
    expect(() => joined(header, rows)).toThrow(RowError);
    const { judgement, faults } = judgeRows(header, rows, requirement, checks[ID]);
    const last = rows.length;
    expect(judgement).toMatchObject({ kind: 'unreadable', message: expect.stringMatching(`^Row ${last}: `) });
    expect(faults).toEqual([{ row: last, field: 'head', message: expect.stringContaining('not JSON') }]);
  });

  it('say of a message that it is not JSON, at its row, and judge it all the same', () => {
    const rows = rowsOf(examples.conforming);
    const broken = rows.map((row, index) => (index === 3 ? { ...row, text: '{"jsonrpc": "2.0", ' } : row));
    const { judgement, faults } = judgeRows(header, broken, requirement, checks[ID]);
    expect(faults).toEqual([{ row: 4, field: 'text', message: expect.stringContaining('not JSON') }]);
    expect(judgement.kind).toBe('judged');
  });

  it('have no fault where they are as they were recorded', () => {
    for (const { id } of withExample) {
      const { conforming } = examplesOf(id)!;
      expect(judgeRows(conforming.header, rowsOf(conforming), requirementOf(id)!, checks[id]).faults, id).toEqual([]);
    }
  });

  it.each([
    ['deep', `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`, /nested too deeply/],
    ['a list', '[1]', /must be a JSON object/],
    ['another kind of value', '{"code": "x", "signal": null}', /"code".*must be a whole number/],
  ])('say what is wrong with a head that is %s', (_, head, message) => {
    const rows = rowsOf(examples.conforming).map((row) => (row.fixed.kind === 'exit' ? { ...row, head } : row));
    const { judgement, faults } = judgeRows(header, rows, requirement, checks[ID]);
    expect(judgement).toMatchObject({ kind: 'unreadable', message: expect.stringMatching(message) });
    expect(faults.map(({ row, field }) => [row, field])).toEqual([[rows.length, 'head']]);
  });
});

describe('the mutant', () => {
  const withMutant = catalogue().requirements.filter(
    // Where a violating example was recorded, the mutant changes what a probe sends next, and cannot be applied to rows.
    ({ id }) => mutants[id] !== undefined && examplesOf(id) !== undefined && recorded[id] === undefined,
  );

  it.each(withMutant.map(({ id }) => id))('breaks the rows as it breaks the example: %s', (id) => {
    const { conforming, violating } = examplesOf(id)!;
    const rows = breakRows(conforming.header, rowsOf(conforming), mutants[id]!);
    expect(rows).toEqual(rowsOf(violating!));
  });

  const withRecording = catalogue().requirements.filter(({ id }) => examplesOf(id)?.isRecorded === true);

  it.each(withRecording)('is a recording that the playground judges as broken: $id', (rule) => {
    const { conforming, violating } = examplesOf(rule.id)!;
    const { judgement, faults } = judgeRows(conforming.header, rowsOf(violating!), rule, checks[rule.id]);
    expect(faults).toEqual([]);
    expect(judgement.kind === 'judged' && judgement.results.map(({ result }) => result.outcome)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:fail|warning)$/)]),
    );
  });

  it('is a recording exactly where one was made', () => {
    expect(withRecording.map(({ id }) => id).sort()).toEqual(Object.keys(recorded).sort());
  });

  it('is said to find nothing where it finds nothing', () => {
    expect(breakRows(header, rowsOf(examples.conforming).slice(0, 1), mutants[ID]!)).toBeUndefined();
  });
});

describe('the modules that the worker loads by the first part of an id', () => {
  it('hold the check and the mutant of every id', async () => {
    for (const [folder, table] of [
      ['judge', checks],
      ['mutants', mutants],
    ] as const) {
      for (const id of Object.keys(table)) {
        const module = await import(`../../certifier/${folder}/${id.split('.', 1)[0]}.ts`);
        expect((module.checks ?? module.mutants)[id], id).toBe(table[id]);
      }
    }
  });
});

describe('a link', () => {
  it.each(withExample.map(({ id }) => id))('carries the rows of %s, and gives them back', async (id) => {
    const rows = rowsOf(examplesOf(id)!.conforming);
    const fragment = await fragmentOf(rows);
    expect(fragment).toMatch(/^#example=[A-Za-z0-9_-]+$/);
    expect(await rowsOfFragment(fragment)).toEqual(rows);
  });

  it('is none of ours where it leads to a heading', async () => {
    expect(await rowsOfFragment('#check')).toBeUndefined();
    expect(await rowsOfFragment('')).toBeUndefined();
  });

  it('that was cut off says so', async () => {
    const fragment = await fragmentOf(rowsOf(examples.conforming));
    await expect(rowsOfFragment(fragment.slice(0, -9))).rejects.toThrow(/a part of it may be missing/);
    await expect(rowsOfFragment('#example=%%%')).rejects.toThrow(LinkError);
  });

  it('that unpacks to far more than it is, is refused', async () => {
    const bomb: Row = { fixed: { kind: 'line' }, head: undefined, text: 'x'.repeat(3_000_000) };
    const fragment = await fragmentOf([bomb]);
    expect(fragment.length).toBeLessThan(MOST_CHARACTERS);
    await expect(rowsOfFragment(fragment)).rejects.toThrow(/too large/);
  });

  it('is not made of what is too long for one', async () => {
    const noise = Array.from({ length: 2_000 }, (_, index) => createHash('sha512').update(String(index)).digest('hex'));
    await expect(fragmentOf([{ fixed: {}, head: undefined, text: noise.join('') }])).rejects.toThrow(
      /too long for a link/,
    );
  });

  it.each([[1], [[null]], [[{ fixed: [] }]], [[{ fixed: {}, text: 3 }]], [{}]])(
    'takes no other value for rows: %j',
    (value) => {
      expect(rowsIn(value)).toBeUndefined();
    },
  );
});

describe('judging a text', () => {
  it('passes the conforming example and warns of the broken one', () => {
    expect(outcomeOf(joined(header, rowsOf(examples.conforming)))).toEqual(['pass']);
    expect(outcomeOf(joined(header, rowsOf(examples.violating!)))).toEqual(['warning']);
  });

  it('judges nothing where no revision is established', () => {
    expect(outcomeOf(joined(header, []))).toEqual([]);
  });

  it.each(['', 'hello', '{}', '[1,2]', '\u0000', '{"format":"accord-transcript/1"}'])(
    'says what is wrong with %j',
    (text) => {
      expect(outcomeOf(text)).toEqual(expect.any(String));
    },
  );
});
