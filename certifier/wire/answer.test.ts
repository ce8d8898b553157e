import { describe, expect, it } from 'vitest';
import type { WireDraft } from '../evidence/transcript.ts';
import { createAnswer } from './answer.ts';
import { createBudget } from './budget.ts';

function answered(
  stream: boolean,
  pieces: readonly string[],
  complete: boolean,
  budget = 1000,
  events = 100,
): readonly WireDraft[] {
  const drafts: WireDraft[] = [];
  const place = { connection: 1, exchange: 1 };
  const answer = createAnswer({
    place,
    stream,
    bound: 100,
    budget: createBudget(budget),
    events: createBudget(events),
    emit: (draft) => drafts.push(draft),
  });
  for (const piece of pieces) answer.push(Buffer.from(piece));
  answer.end(complete);
  return drafts;
}

describe('an answer', () => {
  it('is one body, however many pieces it came in', () => {
    expect(answered(false, ['{"a"', '', ':1}'], true)).toMatchObject([{ kind: 'body', text: '{"a":1}' }]);
    expect(answered(false, ['{}'], true)[0]).not.toHaveProperty('unterminated');
  });

  it('keeps the part of a body that came before the exchange was closed, and says that it is a part', () => {
    expect(answered(false, ['{"a":1}'], false)).toMatchObject([{ kind: 'body', text: '{"a":1}', unterminated: true }]);
  });

  it('records nothing for a body of no bytes', () => {
    expect(answered(false, [], true)).toEqual([]);
    expect(answered(true, [''], true)).toEqual([]);
  });

  it('records no more events than may still be, and says how much came after them', () => {
    expect(answered(true, ['data: a\n\n', 'data: bb\n\ndata: ccc\n\n'], true, 1000, 1)).toEqual([
      expect.objectContaining({ kind: 'sse', text: 'a' }),
      expect.objectContaining({ kind: 'truncated', bytes: 7 }),
    ]);
  });

  it('keeps nothing after the first byte that its budget did not grant', () => {
    expect(answered(true, ['data: a\n\n', 'data: b\n\n', 'data: c\n\n'], true, 12)).toMatchObject([
      { kind: 'sse', text: 'a' },
      { kind: 'truncated', stream: 'response', bytes: 15 },
    ]);
  });
});
