/** Workflows and forms. A workflow that is not pinned runs what somebody else decides tomorrow. */
import * as z from 'zod';
import { type Files, textOf } from '../../files.ts';
import type { Finding, Problem } from '../../problem.ts';
import { explainIssues } from '../../yaml/explain.ts';
import { type LocatedYaml, readYaml } from '../../yaml/located.ts';
import { inside, type Kind, schemaProblem } from '../kind.ts';

const Text = z.string().min(1);
const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const Step = z.strictObject({
  name: Text.optional(),
  id: Text.optional(),
  if: Text.optional(),
  uses: Text.optional(),
  with: Values.optional(),
  run: Text.optional(),
  env: Values.optional(),
});

const Job = z.strictObject({
  name: Text,
  if: Text.optional(),
  needs: z.union([Text, z.array(Text)]).optional(),
  'runs-on': Text,
  'timeout-minutes': z.int(),
  permissions: z.record(Text, z.enum(['read', 'write', 'none'])),
  environment: z.strictObject({ name: Text, url: Text.optional() }).optional(),
  strategy: z.record(Text, z.unknown()).optional(),
  env: Values.optional(),
  outputs: z.record(Text, Text).optional(),
  steps: z.array(Step).min(1),
});

const Workflow = z.strictObject({
  name: Text,
  on: z.record(Text, z.unknown()),
  permissions: z
    .record(Text, z.unknown())
    .refine((granted) => Object.keys(granted).length === 0, '{}: each job asks for what it needs'),
  concurrency: z.strictObject({ group: Text, 'cancel-in-progress': z.union([z.boolean(), Text]).optional() }),
  env: Values.optional(),
  jobs: z.record(Text, Job),
});
type Workflow = z.infer<typeof Workflow>;

/** The command of a step: the install, or one npm script, which does the same on a laptop. Variables are quoted; nothing else is. */
const COMMAND = /^npm (?:ci|(test)|run (?:-s )?([\w:-]+)(?: -- (?:[\w@:=,./ -]|"[\w@:=,./-]*\$[A-Z_]+")+)?)\n?$/;
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

const scriptsOf = (files: Files): ReadonlySet<string> => {
  const { scripts } = JSON.parse(textOf(files, 'package.json') ?? '{}') as { readonly scripts?: object };
  return new Set(Object.keys(scripts ?? {}));
};

function* stepFindings(
  workflow: Workflow,
  yaml: LocatedYaml,
  lines: readonly string[],
  scripts: ReadonlySet<string>,
): Generator<Finding> {
  for (const [job, { steps }] of Object.entries(workflow.jobs))
    for (const [index, { uses, run, with: given }] of steps.entries()) {
      const place = yaml.placeOf(['jobs', job, 'steps', index, uses === undefined ? 'run' : 'uses']);
      if (run !== undefined) {
        const match = COMMAND.exec(run);
        const script = match?.[1] ?? match?.[2];
        if (match === null)
          yield { actual: `command ${JSON.stringify(run)}`, expected: 'npm ci, or one npm script', place };
        else if (script !== undefined && !scripts.has(script))
          yield { actual: `script ${script}`, expected: 'a script of package.json', place };
      }
      if (uses === undefined) continue;
      if (!PINNED.test(uses))
        yield { actual: `action ${uses}`, expected: 'an action at the full SHA of a commit', place };
      else if (!/ # v\d+\.\d+\.\d+$/.test(lines[place.line - 1] ?? ''))
        yield { actual: `action ${uses} without its version`, expected: 'a comment such as # v1.2.3', place };
      if (uses.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false)
        yield { actual: 'credentials left in the checkout', expected: 'persist-credentials: false', place };
    }
}

/** Events whose runs hold what anybody has written. */
const GIVEN_AWAY = 'pull_request';
const AFTERWARDS = 'workflow_run';
/** What a job says that does not run for a pull request. */
const SPARED = /github\.event_name != 'pull_request'/;

/** Code of strangers has no rights, and what has rights does not touch code of strangers. */
function* trustFindings({ on, jobs }: Workflow, yaml: LocatedYaml): Generator<Finding> {
  if ('pull_request_target' in on)
    yield {
      actual: 'pull_request_target, which gives rights to code of strangers',
      expected: `${GIVEN_AWAY} without rights, and ${AFTERWARDS} for what needs them`,
      place: yaml.placeOfKey(['on', 'pull_request_target']),
    };
  for (const [name, job] of Object.entries(jobs)) {
    if (GIVEN_AWAY in on && !SPARED.test(job.if ?? '')) {
      for (const [right, granted] of Object.entries(job.permissions))
        if (granted === 'write')
          yield {
            actual: `${right}: write in a job that runs code of a pull request`,
            expected: 'read, or a job that does not run for one',
            place: yaml.placeOfKey(['jobs', name, 'permissions', right]),
          };
      if (/\bsecrets\b/.test(JSON.stringify(job)))
        yield {
          actual: 'a secret in a job that runs code of a pull request',
          expected: 'none, or a job that does not run for one',
          place: yaml.placeOfKey(['jobs', name]),
        };
    }
    if (AFTERWARDS in on)
      for (const [index, { uses, with: given = {} }] of job.steps.entries())
        for (const key of ['ref', 'repository'])
          if (uses?.startsWith('actions/checkout@') === true && key in given)
            yield {
              actual: `checkout of another ${key} in a workflow that may have rights`,
              expected: 'the main branch; a pull request is fetched as data',
              place: yaml.placeOfKey(['jobs', name, 'steps', index, 'with', key]),
            };
  }
}

const checkYaml = <Value>(
  files: Files,
  file: string,
  schema: z.ZodType<Value>,
  further: (value: Value, yaml: LocatedYaml, text: string) => Iterable<Finding> = () => [],
): readonly Problem[] => {
  const text = textOf(files, file) ?? '';
  const yaml = readYaml(text);
  const read = yaml.findings.length > 0 ? null : schema.safeParse(yaml.value);
  const findings =
    read === null
      ? yaml.findings
      : read.success
        ? [...further(read.data, yaml, text)]
        : explainIssues(read.error, yaml);
  return findings.map((finding) => schemaProblem(file, finding));
};

export const WORKFLOWS: Kind = {
  name: 'workflows',
  required: true,
  find: (files) => inside(files, '.github/workflows', /\.ya?ml$/),
  check: (paths, files) => {
    const scripts = scriptsOf(files);
    return paths.flatMap((path) =>
      checkYaml(files, path, Workflow, (workflow, yaml, text) => [
        ...stepFindings(workflow, yaml, text.split('\n'), scripts),
        ...trustFindings(workflow, yaml),
      ]),
    );
  },
};

const Question = z.strictObject({
  type: z.enum(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']),
  id: Text.optional(),
  attributes: z.record(Text, z.unknown()),
  validations: z.strictObject({ required: z.boolean() }).optional(),
});

const Form = z
  .strictObject({ name: Text, description: Text, labels: z.array(Text).optional(), body: z.array(Question).min(1) })
  .refine(({ body }) => body.some(({ type }) => type !== 'markdown'), 'a question');

export const ISSUE_FORMS: Kind = {
  name: 'issue forms',
  required: true,
  find: (files) => inside(files, '.github/ISSUE_TEMPLATE', /^(?!config\.).*\.ya?ml$/),
  check: (paths, files) => paths.flatMap((path) => checkYaml(files, path, Form)),
};

const Dependabot = z.strictObject({
  version: z.literal(2),
  updates: z
    .array(z.looseObject({ 'package-ecosystem': Text, directory: Text, schedule: z.looseObject({ interval: Text }) }))
    .min(1),
});

export const DEPENDABOT: Kind = {
  name: 'dependency updates',
  required: true,
  find: (files) => inside(files, '.github', /^dependabot\.ya?ml$/),
  check: (paths, files) => paths.flatMap((path) => checkYaml(files, path, Dependabot)),
};
