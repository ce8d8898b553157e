/** submission.yaml, read strictly: each thing that is wrong in one line, with its place, and nothing of it expanded or run. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { messageOf } from '../../governance/problem.ts';
import { utf8 } from '../certificate/bytes.ts';
import { readSubmission } from './read.ts';
import { type SubmissionDraft, submission } from './testing/request.ts';

const said = (content: string | Uint8Array): readonly string[] =>
  readSubmission(typeof content === 'string' ? utf8(content) : content).findings.map(
    (finding) => `${finding.place?.line}:${finding.place?.column} ${messageOf(finding).replace('Unexpected ', '')}`,
  );
const saidOf = (change: (draft: SubmissionDraft) => void): readonly string[] => {
  const draft = submission();
  change(draft);
  return said(stringify(draft, { lineWidth: 0 }));
};
const good = stringify(submission(), { lineWidth: 0 });

describe('submission.yaml', () => {
  it('is read, with Windows line ends too', () => {
    expect(readSubmission(utf8(good))).toMatchObject({ findings: [], submission: submission() });
    expect(said(good.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it.each<readonly [what: string, content: string | Uint8Array, problem: string]>([
    ['nothing', ' \n', '1:1 empty file, expected a submission'],
    ['100 MB', new Uint8Array(100_000_000), '1:1 file of 100000000 bytes, expected 65536 bytes at most'],
    ['a byte order mark', `\ufeff${good}`, '1:1 byte order mark, expected UTF-8 without one'],
    ['bytes of another encoding', new Uint8Array([0x66, 0xe4]), '1:1 bytes that are not UTF-8, expected UTF-8 text'],
    ['a tab', 'format: x\nrun:\n\tstdio: 1\n', '3:1 tab, expected printable characters and spaces'],
    [
      'an escape for a terminal',
      'format: "\u001b[2J"\n',
      '1:10 control character U+001B, expected printable characters and spaces',
    ],
    ['a key twice', `${good}contact: me\n`, '23:1 second value for the same field, expected each field once'],
    ['an anchor', 'a: &a x\n', '1:7 anchor &a, expected no anchor'],
    ['a tag', 'a: !!js/function x\n', '1:4 text (Unresolved tag: tag:yaml.org,2002:js/function), expected YAML'],
    ['a tag that exists', 'a: !!str x\n', '1:10 tag tag:yaml.org,2002:str, expected a value without a tag'],
    ['a directive', '%YAML 1.1\n---\na: yes\n', '1:1 directive %YAML, expected YAML 1.2 without directives'],
    ['two documents', 'a: 1\n---\nb: 1\n', '2:1 second document in one file, expected YAML'],
    [
      '30,000 levels',
      `a: ${'['.repeat(30_000)}`,
      '1:1 levels within levels, too many to read, expected the few that the format has',
    ],
    ['a list', '- a\n', '1:1 a list, expected fields with values'],
  ])('is refused where it is %s', (_what, content, problem) => {
    expect(said(content)[0]).toBe(problem);
  });

  it('is refused in no time where its aliases would explode', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'.split('').map((name, index) => {
        const before = 'abcdefghij'[index];
        return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`;
      }),
    ].join('\n');
    const found = said(bomb);
    expect(found[0]).toBe('1:7 anchor &a, expected no anchor');
    expect(found).toHaveLength(10);
  });

  it('says everything at once, each with its place', () => {
    expect(said('format: accord-submission/2\nsubject: {version: 1.10, vendor: Acme}\nsecret: x\n')).toEqual([
      '1:9 "accord-submission/2" in format, expected accord-submission/1',
      '2:10 absence of subject.role, expected one of server, client, authorization-server',
      '2:34 "Acme" in subject.vendor, expected lower-case ASCII letters, digits, dots and hyphens',
      '2:10 absence of subject.name, expected lower-case ASCII letters, digits, dots and hyphens',
      '2:20 1.1 in subject.version, expected a version: letters, digits and . + _ -, in quotes',
      '1:1 absence of run, expected fields',
      '1:1 absence of claims, expected a list',
      '1:1 absence of submitter, expected fields',
      '1:1 absence of contact, expected a handle, an address or a URL',
      '3:1 field secret, expected only the fields that are defined',
    ]);
  });

  it.each<readonly [what: string, change: (draft: SubmissionDraft) => void, problem: string]>([
    [
      'leads out of its folder',
      ({ subject }) => {
        subject.name = 'a..b';
      },
      '"a..b" in subject.name, expected lower-case',
    ],
    [
      'has markup in a name',
      ({ subject }) => {
        subject.title = '<b>x</b>';
      },
      '"<b>x</b>" in subject.title, expected one line of text',
    ],
    [
      'turns the direction of writing',
      ({ subject }) => {
        subject.title = 'a\u202eb';
      },
      'in subject.title, expected one line of text',
    ],
    [
      'names no artifact',
      ({ subject }) => {
        delete subject.purl;
      },
      'expected one of purl, image and url, and only one',
    ],
    [
      'names two',
      ({ subject }) => {
        subject.url = 'https://mcp.example.com/';
      },
      'expected one of purl, image and url, and only one',
    ],
    [
      'has no digest of its package',
      ({ subject }) => {
        delete subject.digest;
      },
      'absence of subject.digest, expected the digest of the package',
    ],
    [
      'has half a digest',
      ({ subject }) => {
        subject.digest = 'sha256:abc';
      },
      'expected sha256: and 64, or sha512: and 128',
    ],
    [
      'has the digest of no bytes',
      ({ subject }) => {
        subject.digest = `sha256:${createHash('sha256').digest('hex')}`;
      },
      'in subject.digest, expected the digest of the artifact: this one is of nothing',
    ],
    [
      'has the longer digest of no bytes',
      ({ subject }) => {
        subject.digest = `sha512:${createHash('sha512').digest('hex')}`;
      },
      'in subject.digest, expected the digest of the artifact: this one is of nothing',
    ],
    [
      'has a digest that is to be filled in',
      ({ subject }) => {
        subject.digest = `sha512:${'0'.repeat(128)}`;
      },
      'in subject.digest, expected the digest of the artifact: this one is of nothing',
    ],
    [
      'has an image whose digest is to be filled in',
      ({ subject }) => {
        subject.image = `ghcr.io/acme/weather@sha256:${'0'.repeat(64)}`;
      },
      'in subject.image, expected the digest of the artifact: this one is of nothing',
    ],
    [
      'gives the value of a variable',
      ({ run }) => {
        run.stdio!.env = ['KEY=s3cr3t'];
      },
      'expected the name of a variable, without its value',
    ],
    [
      'starts nothing',
      ({ run }) => {
        delete run.stdio!.command;
      },
      'absence of run.stdio.command, expected the command that starts it',
    ],
    [
      'says nothing of the network',
      ({ run }) => {
        delete (run.stdio as { network?: string }).network;
      },
      'expected one of none, needed',
    ],
    [
      'has a URL with a password',
      ({ run }) => {
        run['streamable-http'] = { url: 'https://a:b@c/', network: 'none' };
      },
      'expected an http or https URL without credentials',
    ],
    [
      'claims nothing',
      (draft) => {
        draft.claims = [];
      },
      'an empty list in claims, expected at least one claim',
    ],
    [
      'has a waiver for ever',
      (draft) => {
        draft.waivers = [{ requirement: 'tools.name.unique', reason: 'x', issue: 'https://e.com', until: 'never' }];
      },
      '"never" in waivers[0].until, expected a date that exists, YYYY-MM-DD',
    ],
    [
      'has a commit without a repository',
      ({ subject }) => {
        subject.commit = 'a'.repeat(40);
      },
      'expected the repository of the commit',
    ],
  ])('is refused where it %s', (_what, change, problem) => {
    expect(
      saidOf(change).some((each) => each.includes(problem)),
      saidOf(change).join('\n'),
    ).toBe(true);
  });
});
