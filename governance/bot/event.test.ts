import { describe, expect, it } from 'vitest';
import { BadEvent, parseEvent } from './event.ts';
import { opened, ranOn, recorded } from './testing/payloads.ts';

describe('an event', () => {
  it('of a pull request names it, whatever its action', () => {
    for (const action of ['opened', 'synchronize', 'closed', 'reopened'])
      expect(parseEvent(opened(7, action))).toEqual({
        owner: 'Codertocat',
        repo: 'Hello-World',
        defaultBranch: 'master',
        pull: { number: 7 },
      });
  });

  it('of a workflow names the commit that it ran on, if that was of a pull request', () => {
    const head = 'a'.repeat(40);
    expect(parseEvent(ranOn(head)).pull).toEqual({ head });
    expect(parseEvent(ranOn(head, 'merge_group')).pull).toEqual({ queued: head });
    expect(parseEvent(ranOn(head, 'push')).pull).toBeNull();
  });

  it.each([
    ['no JSON', '{', /^it is not JSON: /],
    ['a list', '[]', /^it is none of the events/],
    [
      'another event',
      recorded('issue_comment', 'created', () => ({})),
      /expected one of pull_request, merge_group, workflow_run, issues in it$/,
    ],
    ['a number that is none', '{"pull_request":{"number":"7"}}', /^unexpected value in (action|repository)/],
    ['a commit that is an option', ranOn('--upload-pack=x'), /^unexpected value in workflow_run\.head_sha/],
  ])('is refused in a line when it is %s', (_what, text, message) => {
    expect(() => parseEvent(text)).toThrow(BadEvent);
    expect(() => parseEvent(text)).toThrow(message);
  });
});
