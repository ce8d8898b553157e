import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { diskFiles, type Files, memoryFiles, textOf } from '../files.ts';
import { checkSchemas, KINDS } from './check-schemas.ts';
import type { Kind } from './kind.ts';
import {
  CERTIFICATES,
  DISPUTES,
  KEYS,
  PROFILES,
  REPORTS,
  STATUS_LOG,
  SUBMISSIONS,
  TRANSCRIPTS,
} from './kinds/certification.ts';
import { DEPENDABOT, ISSUE_FORMS, WORKFLOWS } from './kinds/github.ts';
import { EXAMPLES, JSON_SCHEMAS } from './kinds/specification.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);

const messages = async (files: Files, kind: Kind): Promise<readonly string[]> =>
  (await checkSchemas(files, [kind])).flatMap(({ problems }) =>
    problems.map(({ file, line, message }) => `${file}:${line} ${message}`),
  );

describe('a kind that must exist', () => {
  it.each(KINDS.filter(({ required }) => required).map((kind) => [kind.name, kind] as const))(
    'is missed when there is no file of it: %s',
    async (name, kind) => {
      expect(await messages(memoryFiles({}), kind)).toEqual([
        `.:1 Unexpected absence of ${name}, expected at least one file`,
      ]);
    },
  );
});

describe('workflows', () => {
  const workflow = (step: string, top = 'permissions: {}') => `name: ci
on:
  push: {}
${top}
concurrency:
  group: ci
jobs:
  test:
    name: Tests
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - ${step}
`;
  const sha = '3d3c42e5aac5ba805825da76410c181273ba90b1';
  const check = (text: string) =>
    messages(
      memoryFiles({ '.github/workflows/ci.yml': text, 'package.json': '{"scripts":{"test":"vitest"}}' }),
      WORKFLOWS,
    );

  it('of the repository are pinned, thin and without rights that they do not use', async () => {
    expect(await messages(repository, WORKFLOWS)).toEqual([]);
    expect(await messages(repository, ISSUE_FORMS)).toEqual([]);
    expect(await messages(repository, DEPENDABOT)).toEqual([]);
  });

  it('may install and run one script', async () => {
    expect(await check(workflow('run: npm ci'))).toEqual([]);
    expect(await check(workflow('run: npm test'))).toEqual([]);
  });

  it.each([
    [
      'a tag',
      'uses: actions/setup-node@v7',
      '15 Unexpected action actions/setup-node@v7, expected an action at the full SHA of a commit',
    ],
    [
      'no version beside the SHA',
      `uses: actions/setup-node@${sha}`,
      `15 Unexpected action actions/setup-node@${sha} without its version, expected a comment such as # v1.2.3`,
    ],
    [
      'credentials left behind',
      `uses: actions/checkout@${sha} # v7.0.1`,
      '15 Unexpected credentials left in the checkout, expected persist-credentials: false',
    ],
    [
      'logic of its own',
      'run: npm ci && npm test',
      '15 Unexpected command "npm ci && npm test", expected npm ci, or one npm script',
    ],
    [
      'a script that nobody wrote',
      'run: npm run deploy',
      '15 Unexpected script deploy, expected a script of package.json',
    ],
  ])('are refused for %s', async (_what, step, problem) => {
    expect(await check(workflow(step))).toEqual([`.github/workflows/ci.yml:${problem}`]);
  });

  it.each([
    ['an expression, which becomes code', `run: npm run test -- \${{ github.head_ref }}`],
    ['a command inside the command', 'run: npm run test -- "$(id)"'],
    ['a variable that the shell takes apart', 'run: npm run test -- $TITLE'],
  ])('are refused for a command with %s', async (_what, step) => {
    expect(await check(workflow(step))).toEqual([expect.stringContaining('expected npm ci, or one npm script')]);
    expect(await check(workflow('run: npm run test -- --event "$GITHUB_EVENT_PATH"'))).toEqual([]);
  });

  it('that run code of a pull request have no rights and no secrets, unless the job is spared', async () => {
    const text = workflow('run: npm ci')
      .replace('push: {}', 'pull_request: {}')
      .replace('contents: read', 'issues: write')
      .replace('      - run: npm ci', `      - run: npm ci\n        env:\n          KEY: \${{ secrets.KEY }}`);
    expect(await check(text)).toEqual([
      expect.stringContaining('a secret in a job that runs code of a pull request'),
      expect.stringContaining('issues: write in a job that runs code of a pull request'),
    ]);
    const spared = "    if: github.event_name != 'pull_request'\n    runs-on:";
    expect(await check(text.replace('    runs-on:', spared))).toEqual([]);
  });

  it('that have rights after a pull request touch nothing of it', async () => {
    const step = `uses: actions/checkout@${sha} # v7.0.1\n        with:\n          persist-credentials: false\n          ref: x`;
    expect(await check(workflow(step).replace('push: {}', 'workflow_run: {}'))).toEqual([
      '.github/workflows/ci.yml:18 Unexpected checkout of another ref in a workflow that may have rights, expected the main branch; a pull request is fetched as data',
    ]);
    expect(await check(workflow('run: npm ci').replace('push: {}', 'pull_request_target: {}'))).toEqual([
      expect.stringContaining('pull_request_target, which gives rights to code of strangers'),
    ]);
  });

  it('are refused for rights given to every job', async () => {
    expect(await check(workflow('run: npm ci', 'permissions:\n  contents: write'))).toEqual([
      expect.stringContaining('expected {}: each job asks for what it needs'),
    ]);
    expect(await check(workflow('run: npm ci', 'env: {}'))).toEqual([
      expect.stringContaining('Unexpected absence of permissions'),
    ]);
  });
});

describe('profiles', () => {
  const catalogue = { 'specification/catalogue.json': '{"requirements":[{"id":"a.b"},{"id":"a.c"}]}' };
  const profile = (changes: object) => ({
    ...catalogue,
    'certifier/profiles/server.json': JSON.stringify({
      name: 'server',
      role: 'server',
      revision: '2025-11-25',
      transport: 'stdio',
      requirements: ['a.b', 'a.c'],
      core: ['a.b'],
      ...changes,
    }),
  });

  it('are accepted when each requirement exists and the core is among them', async () => {
    expect(await messages(memoryFiles(profile({})), PROFILES)).toEqual([]);
  });

  it.each([
    [
      'a requirement that does not exist',
      { requirements: ['a.b', 'a.d'] },
      'requirement a.d, expected an id in specification/catalogue.json',
    ],
    ['a core outside of them', { core: ['a.d'] }, '"a.d" in core[0], expected a requirement of this profile'],
    [
      'a revision that has no profiles',
      { revision: '2024-11-05' },
      '"2024-11-05" in revision, expected one of 2025-11-25, 2026-07-28',
    ],
    ['another name than the file', { name: 'client' }, 'name client, expected server, as the file'],
  ])('are refused for %s', async (_what, changes, problem) => {
    expect(await messages(memoryFiles(profile(changes)), PROFILES)).toEqual([
      `certifier/profiles/server.json:1 Unexpected ${problem}`,
    ]);
  });
});

describe('transcripts, reports and certificates', () => {
  const SCHEMAS = [
    'certifier/evidence/transcript.schema.json',
    'certifier/report/report.schema.json',
    'certifier/certificate/certificate.schema.json',
    'certifier/certificate/keys.schema.json',
    'certifier/certificate/status-log.schema.json',
  ];
  const schemas = Object.fromEntries(SCHEMAS.map((path) => [path, textOf(repository, path) ?? '']));
  const [example = ''] = EXAMPLES.find(repository);

  it('of the repository are what the schemas say', async () => {
    expect(await messages(repository, EXAMPLES)).toEqual([]);
    expect(await messages(repository, JSON_SCHEMAS)).toEqual([]);
  });

  it('are refused at the line of an event that no schema knows', async () => {
    const lines = (textOf(repository, example) ?? '').split('\n');
    lines[1] = JSON.stringify({ ...JSON.parse(lines[1] ?? ''), kind: 'rumour' });
    const files = memoryFiles({ ...schemas, 'specification/examples/x.jsonl': lines.join('\n') });
    expect((await messages(files, EXAMPLES))[0]).toMatch(/^specification\/examples\/x\.jsonl:2 Unexpected value at /);
  });

  it('are refused when an event is missing, which a schema cannot see', async () => {
    const lines = (textOf(repository, example) ?? '').split('\n');
    lines.splice(1, 1);
    const files = memoryFiles({ ...schemas, 'specification/examples/x.jsonl': lines.join('\n') });
    expect(await messages(files, EXAMPLES)).toEqual([expect.stringContaining('events are missing')]);
  });

  it('are refused when a submission is none, at the line where it is wrong', async () => {
    const files = memoryFiles({
      'implementations/a/b/1.0.0/submission.yaml': 'format: accord-submission/1\nseal: x\n',
    });
    expect(await messages(files, SUBMISSIONS)).toContain(
      'implementations/a/b/1.0.0/submission.yaml:2 Unexpected field seal, expected only the fields that are defined',
    );
  });

  it('are refused when a report is no report', async () => {
    const files = memoryFiles({ ...schemas, 'implementations/a/b/1.0.0/report.json': '{"format":"accord-report/1"}' });
    expect((await messages(files, REPORTS))[0]).toContain('expected what the schema says: must have required property');
  });

  it('are refused when our statement in an envelope says something else', async () => {
    const { $id } = JSON.parse(schemas['certifier/certificate/certificate.schema.json'] ?? '');
    const statement = { predicateType: $id, predicate: { verdict: 'excellent' } };
    const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
    const envelope = JSON.stringify({
      payload,
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: '' }],
    });
    const files = memoryFiles({ ...schemas, 'implementations/a/b/1.0.0/certificate.intoto.jsonl': `${envelope}\n` });
    expect((await messages(files, CERTIFICATES))[0]).toContain(
      'certificate.intoto.jsonl:1 Unexpected value at the top',
    );
  });

  it('are refused when the status log holds what is no entry', async () => {
    const payload = Buffer.from(JSON.stringify({ format: 'accord-status-log/2', sequence: 0 })).toString('base64');
    const envelope = JSON.stringify({ payload, payloadType: 'x', signatures: [{ sig: '' }] });
    const files = memoryFiles({ ...schemas, 'implementations/status-log.jsonl': `${envelope}\nrumour\n` });
    const [first, ...rest] = await messages(files, STATUS_LOG);
    expect(first).toContain('status-log.jsonl:1 Unexpected value');
    expect(rest.at(-1)).toContain('status-log.jsonl:2 Unexpected line, expected a DSSE envelope');
    expect(TRANSCRIPTS.find(files)).toEqual([]);
  });

  it('are refused when the file of public keys names a key that is another', async () => {
    const key = {
      keyid: `sha256:${'0'.repeat(64)}`,
      pem: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
      purpose: ['certificates'],
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2026-12-31T23:59:59Z',
    };
    const keysFile = (keys: readonly unknown[]) =>
      memoryFiles({ ...schemas, 'implementations/keys.json': JSON.stringify({ format: 'accord-keys/1', keys }) });
    expect(await messages(keysFile([]), KEYS)).toEqual([]);
    expect((await messages(keysFile([key]), KEYS))[0]).toContain('the key beside this id is another one');
    expect((await messages(keysFile([{ ...key, pem: 'x' }]), KEYS))[0]).toContain('what the schema says');
    expect(await messages(repository, KEYS)).toEqual([]);
  });

  it('are refused when a dispute is of a requirement that there is not', async () => {
    const dispute = { requirement: 'tools.name.uniqe', since: '0.2.0', url: 'https://example.org/1', reason: 'x' };
    const files = (disputes: readonly unknown[]) =>
      memoryFiles({
        'certifier/judge/disputes.schema.json': textOf(repository, 'certifier/judge/disputes.schema.json') ?? '',
        'specification/catalogue.json': textOf(repository, 'specification/catalogue.json') ?? '',
        'certifier/judge/disputes.json': JSON.stringify({ format: 'accord-disputes/1', disputes }),
      });
    expect(await messages(repository, DISPUTES)).toEqual([]);
    expect(await messages(files([{ ...dispute, requirement: 'tools.name.unique' }]), DISPUTES)).toEqual([]);
    expect((await messages(files([dispute]), DISPUTES))[0]).toContain('requirement tools.name.uniqe');
    expect((await messages(files([{ ...dispute, since: 'soon' }]), DISPUTES))[0]).toContain('what the schema says');
  });
});
