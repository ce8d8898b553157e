import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../certifier/evidence/read.ts';
import { checks } from '../../certifier/judge/ruler.ts';
import { catalogue, requirementOf } from '../lib/catalogue.ts';
import { examplesOf } from '../lib/examples.ts';
import { judgeText } from './judge-text.ts';
import { joined, RowError, rowsOf } from './rows.ts';

const ID = 'tools.name.unique';
const requirement = requirementOf(ID)!;
const examples = examplesOf(ID)!;
const { header } = examples.conforming;
const outcomeOf = (text: string): unknown => {
  const judgement = judgeText(text, requirement, checks[ID]);
  return judgement.kind === 'judged' ? judgement.results.map(({ result }) => result.outcome) : judgement.message;
};

describe('the rows of an example', () => {
  const withExample = catalogue().requirements.filter(({ id }) => examplesOf(id) !== undefined);

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
    expect(() => joined(header, rows)).toThrow(/^Row \d+ is not JSON/);
  });
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
