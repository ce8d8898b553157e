import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { OUTCOMES } from '../../certifier/report/report.ts';
import { visibleText } from '../../certifier/report/safe.ts';
import { laidOut, speechOf } from '../../certifier/report/speech.ts';
import { OUTCOME_WORD, VERDICT_WORD } from '../../certifier/report/words.ts';
import { below } from './base.ts';
import { spanOf } from './catalogue.ts';
import { latestChanges } from './history.ts';
import { withCode, withOurCode } from './html.ts';
import { ASSURANCE_SIGNS, assuranceHtml, levelHtml, outcomeHtml, verdictHtml } from './marks.ts';
import { documentOf, pageOf } from './pages.ts';
import { repositoryHome } from './project.ts';
import { firstConsole, readmeRun } from './readme.ts';
import { terminalLines } from './terminal.ts';
import { count, times } from './words.ts';

describe('marks', () => {
  it.each(OUTCOMES)('says the outcome %s with a word and a drawn mark', (outcome) => {
    const html = outcomeHtml(outcome);
    expect(html).toContain('<svg');
    expect(html).toContain(`<span>${OUTCOME_WORD[outcome]}</span>`);
  });

  it('draws another mark for each outcome, so that colour is never needed', () => {
    const drawings = OUTCOMES.map((outcome) => / d="([^"]+)"/.exec(outcomeHtml(outcome))?.[1]);
    expect(new Set(drawings).size).toBe(OUTCOMES.length);
  });

  it.each(['conformant', 'not-conformant', 'no-verdict'] as const)('says the verdict %s in words', (verdict) => {
    expect(verdictHtml(verdict)).toContain(VERDICT_WORD[verdict]);
  });

  it('draws one line more for each step of assurance', () => {
    const lines = (['declared', 're-judged', 'reproduced'] as const).map(
      (step) => assuranceHtml(step).match(/h12/g)?.length,
    );
    expect(lines).toEqual([1, 2, 3]);
    expect(Object.keys(ASSURANCE_SIGNS)).toHaveLength(3);
  });

  it('writes a level as BCP 14 does', () => {
    expect(levelHtml('SHOULD NOT')).toBe('<span class="level level-should-not">SHOULD NOT</span>');
  });
});

describe('text of strangers', () => {
  it('never becomes markup in a statement', () => {
    expect(withCode('`<b>` & <i>')).toBe('<code dir="auto">&lt;b&gt;</code> &amp; &lt;i&gt;');
  });

  it('shows what cannot be seen, and keeps line breaks and tabs', () => {
    expect(visibleText('a\u202eb\n\tc\u001b')).toBe('a\\u{202e}b\n\tc\\x1b');
  });
});

describe('the words of a finding', () => {
  it('sets code that we put in backticks', () => {
    expect(withOurCode('expected `inputSchema` & `type`')).toBe(
      'expected <code dir="auto">inputSchema</code> &amp; <code dir="auto">type</code>',
    );
  });

  it('leaves backticks in what the subject said', () => {
    expect(withOurCode('no tool "a`b\\" <i>`c" in `tools`')).toBe(
      'no tool &quot;a`b\\&quot; &lt;i&gt;`c&quot; in <code dir="auto">tools</code>',
    );
    expect(withOurCode('`<img src=x>`')).not.toContain('<img');
  });
});

describe('the run that the front page shows', () => {
  it('is that of the README, and never silently absent', () => {
    expect(readmeRun()).toMatch(/^\$ accord certify .*≢ not conformant$/s);
    expect(() => firstConsole('# No run')).toThrow(/README.md shows no console/);
  });

  it('keeps every character, and marks what stands out', () => {
    const text = readmeRun();
    const lines = terminalLines(text);
    expect(lines.map((parts) => parts.map((part) => part.text).join('')).join('\n')).toBe(text);
    expect(lines.flat().filter(({ kind }) => kind === 'typed')).toHaveLength(1);
    expect(lines.flat().filter(({ kind }) => kind === 'fail')).toHaveLength(2);
    expect(terminalLines('      expected  one thing')).toEqual([
      [
        { kind: 'quiet', text: '      expected ' },
        { kind: 'plain', text: ' one thing' },
      ],
    ]);
  });
});

describe('pages', () => {
  it.each([
    ['specification/tools.md', '/specification/tools/'],
    ['specification/README.md', '/specification/'],
    ['rfcs/0001-the-rfc-process.md', '/rfcs/0001/'],
    ['rfcs/', undefined],
    ['rfcs', '/rfcs/'],
    ['rfcs/0000-template.md', '/rfcs/0000-template.md'],
    ['rfcs/decisions/README.md', '/rfcs/decisions/'],
    ['rfcs/decisions/0000-founding.yaml', '/rfcs/decisions/0000-founding/'],
    ['working-groups/certification/charter.md', '/working-groups/certification/'],
    ['working-groups/certification', '/working-groups/certification/'],
    ['working-groups/certification/meetings/2026-12-01.md', '/working-groups/certification/meetings/2026-12-01/'],
    ['site/content/docs/tutorials/certify-your-first-server.md', '/tutorials/certify-your-first-server/'],
    ['certifier/judge/tools.ts', undefined],
  ])('%s is shown at %s', (file, address) => {
    expect(pageOf(file)).toBe(address);
  });

  it('takes the template of the RFCs for no RFC', () => {
    expect(documentOf('rfcs/0000-template.md')).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each([
    ['/', '/results/', '/results/'],
    ['/accord', '/results/', '/accord/results/'],
    ['/accord/', 'results/', '/accord/results/'],
  ])('below %s, %s is %s', (base, path, whole) => {
    expect(below(base, path)).toBe(whole);
  });

  it.each([
    ['git+https://example.org/a/b.git', 'https://example.org/a/b'],
    [{ url: 'https://example.org/a/b' }, 'https://example.org/a/b'],
    ['github:a/b', undefined],
    [undefined, undefined],
  ])('finds the public home in %j', (repository, home) => {
    expect(repositoryHome(repository)).toBe(home);
  });
});

describe('history', () => {
  it('dates a file by the newest commit that touched it', () => {
    const log = '\x002026-11-22T10:00:00Z\n\na.md\n\x002026-11-20T10:00:00Z\n\na.md\nb.md\n';
    expect([...latestChanges(log)].map(([file, date]) => [file, date.toISOString().slice(0, 10)])).toEqual([
      ['a.md', '2026-11-22'],
      ['b.md', '2026-11-20'],
    ]);
  });
});

describe('words', () => {
  it('says spans of revisions as a person would', () => {
    expect(spanOf({ since: '2024-11-05' })).toBe('every revision');
    expect(spanOf({ since: '2025-11-25' })).toBe('since 2025-11-25');
    expect(spanOf({ since: '2025-11-25', until: '2025-11-25' })).toBe('2025-11-25 only');
    expect(spanOf({ since: '2024-11-05', until: '2025-11-25' })).toBe('2024-11-05 to 2025-11-25');
  });

  it('counts', () => {
    expect([count(1, 'page'), count(2, 'page'), count(2, 'reply', 'replies')]).toEqual([
      '1 page',
      '2 pages',
      '2 replies',
    ]);
    expect([times(0), times(1), times(2), times(7)]).toEqual(['nowhere', 'once', 'twice', '7 times']);
  });
});

describe('traffic', () => {
  const on = { seq: 1, at: 0, connection: 1, exchange: 1 } as const;
  const cases: readonly (readonly [TranscriptEvent, string, string])[] = [
    [{ ...on, kind: 'request', direction: 'sent', method: 'POST', target: '/mcp', headers: [] }, 'client', 'POST /mcp'],
    [{ ...on, kind: 'response', direction: 'received', status: 404, headers: [] }, 'server', 'status 404'],
    [{ ...on, kind: 'sse', direction: 'received', stream: 'sse', text: '', comment: true }, 'server', 'comment'],
    [
      { ...on, kind: 'failure', direction: 'received', code: 'ECONNREFUSED', message: 'no' },
      'server',
      'failure ECONNREFUSED',
    ],
    [{ ...on, kind: 'gave-up', awaited: 'response', after: 500 }, 'note', 'waited 500 ms for an answer, in vain'],
    [
      { ...on, kind: 'exit', direction: 'received', process: 1, code: null, signal: 'SIGKILL' } as TranscriptEvent,
      'server',
      'process ends by SIGKILL',
    ],
    [{ ...on, kind: 'mark', mark: 'probe', probe: 'tools.list' }, 'note', 'probe'],
  ];

  it.each(cases)('tells who spoke in %j', (event, from, label) => {
    expect(speechOf(event)).toMatchObject({ from, label });
  });

  it('says which method is asked, and which id is answered', () => {
    const line = { seq: 1, at: 0, connection: 1, process: 1, kind: 'line' } as const;
    const ask = speechOf({ ...line, stream: 'stdin', direction: 'sent', text: '{"method":"ping","id":1}' });
    const answer = speechOf({ ...line, stream: 'stdout', direction: 'received', text: '{"id":"a","error":{}}' });
    expect([ask.gist, answer.gist]).toEqual(['ping', 'error, id "a"']);
  });

  it('keeps small values on one line and gives large ones their own', () => {
    expect(laidOut({ a: 1 })).toBe('{"a": 1}');
    expect(laidOut({ list: ['x'.repeat(40), 'y'.repeat(40)] })).toBe(
      `{\n  "list": [\n    "${'x'.repeat(40)}",\n    "${'y'.repeat(40)}"\n  ]\n}`,
    );
  });
});
