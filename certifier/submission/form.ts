/**
 * From the issue form to a submission: each answer is one field. GitHub puts each question as a heading of the third level before
 * its answer, so a body is read by the questions that the form has, and by nothing else that stands in it.
 */
import { type Place, type Problem, problem, START } from '../../governance/problem.ts';
import { explainIssues } from '../../governance/yaml/explain.ts';
import type { Path } from '../../governance/yaml/located.ts';
import { SUBMISSION_FORMAT, Submission, UNPRINTABLE } from './submission.ts';

type Reader = (answer: string) => unknown;

interface Answer {
  /** The id of the question in the form. */
  readonly id: string;
  /** Its label, which stands as the heading. */
  readonly label: string;
  /** Where it stands in a submission. */
  readonly path: readonly string[];
  readonly read: Reader;
}

const asText: Reader = (answer) => answer;
/** One entry a line, so that no argument has to be quoted for a shell that there is not. */
const linesOf: Reader = (answer) =>
  answer
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const rowsOf =
  (...names: readonly string[]): Reader =>
  (answer) =>
    (linesOf(answer) as readonly string[]).map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      // More cells than names: the last one has a bar in it.
      const last = cells.slice(names.length - 1).join(' | ');
      return Object.fromEntries(
        names.flatMap((name, index) => {
          const cell = index === names.length - 1 ? last : cells[index];
          return cell === undefined || cell === '' ? [] : [[name, cell]];
        }),
      );
    });

export const FORM_FILE = '.github/ISSUE_TEMPLATE/certification.yml';

export const ANSWERS: readonly Answer[] = [
  { id: 'role', label: 'Role', path: ['subject', 'role'], read: asText },
  { id: 'vendor', label: 'Vendor', path: ['subject', 'vendor'], read: asText },
  { id: 'name', label: 'Product', path: ['subject', 'name'], read: asText },
  { id: 'version', label: 'Version', path: ['subject', 'version'], read: asText },
  { id: 'title', label: 'Title', path: ['subject', 'title'], read: asText },
  { id: 'named', label: 'Name on the wire', path: ['subject', 'named', 'name'], read: asText },
  { id: 'named-version', label: 'Version on the wire', path: ['subject', 'named', 'version'], read: asText },
  { id: 'purl', label: 'Package', path: ['subject', 'purl'], read: asText },
  { id: 'image', label: 'Container image', path: ['subject', 'image'], read: asText },
  { id: 'url', label: 'Endpoint of a hosted service', path: ['subject', 'url'], read: asText },
  { id: 'digest', label: 'Digest', path: ['subject', 'digest'], read: asText },
  { id: 'source', label: 'Repository', path: ['subject', 'source'], read: asText },
  { id: 'commit', label: 'Commit', path: ['subject', 'commit'], read: asText },
  { id: 'stdio-command', label: 'Command over stdio', path: ['run', 'stdio', 'command'], read: linesOf },
  { id: 'stdio-env', label: 'Variables over stdio', path: ['run', 'stdio', 'env'], read: linesOf },
  { id: 'stdio-network', label: 'Network over stdio', path: ['run', 'stdio', 'network'], read: asText },
  { id: 'stdio-setup', label: 'Set-up over stdio', path: ['run', 'stdio', 'setup'], read: asText },
  { id: 'http-command', label: 'Command over HTTP', path: ['run', 'streamable-http', 'command'], read: linesOf },
  { id: 'http-url', label: 'URL over HTTP', path: ['run', 'streamable-http', 'url'], read: asText },
  { id: 'http-port', label: 'Port variable', path: ['run', 'streamable-http', 'port'], read: asText },
  { id: 'http-env', label: 'Variables over HTTP', path: ['run', 'streamable-http', 'env'], read: linesOf },
  { id: 'http-network', label: 'Network over HTTP', path: ['run', 'streamable-http', 'network'], read: asText },
  { id: 'http-setup', label: 'Set-up over HTTP', path: ['run', 'streamable-http', 'setup'], read: asText },
  { id: 'claims', label: 'Claims', path: ['claims'], read: rowsOf('revision', 'profile') },
  { id: 'waivers', label: 'Waivers', path: ['waivers'], read: rowsOf('requirement', 'until', 'issue', 'reason') },
  { id: 'handle', label: 'Your handle', path: ['submitter', 'handle'], read: asText },
  { id: 'for', label: 'You speak for', path: ['submitter', 'for'], read: asText },
  { id: 'contact', label: 'Contact', path: ['contact'], read: asText },
  { id: 'seed', label: 'Seed', path: ['seed'], read: asText },
];

const UNANSWERED = /^_No response_$|^None$/;
/** What a body may have at most; GitHub allows about as much. */
const BODY_AT_MOST = 65_536;

export type FromForm = { readonly submission: Submission } | { readonly problems: readonly Problem[] };

const refused = (actual: string, expected: string, line = 1): Problem =>
  problem('issue', 'form', 'error', { actual, expected, place: { line, column: 1 } });

interface Section {
  readonly label: string;
  readonly line: number;
  readonly answer: string;
}

const HEADING = /^### (.+)$/;

function sectionsOf(body: string): readonly Section[] {
  const lines = body.split('\n');
  const known = new Set(ANSWERS.map(({ label }) => label));
  const starts = lines.flatMap((line, index) => {
    const label = HEADING.exec(line)?.[1]?.trim();
    return label !== undefined && known.has(label) ? [{ label, index }] : [];
  });
  return starts.map(({ label, index }, order) => ({
    label,
    line: index + 1,
    answer: lines
      .slice(index + 1, starts[order + 1]?.index ?? lines.length)
      .join('\n')
      .trim(),
  }));
}

function put(target: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[first] = value;
  else {
    target[first] ??= {};
    put(target[first] as Record<string, unknown>, rest, value);
  }
}

/** Of the answers alone: nothing else in an issue is looked at. */
export function submissionFromForm(body: string): FromForm {
  if (body.length > BODY_AT_MOST)
    return { problems: [refused(`body of ${body.length} characters`, `${BODY_AT_MOST} at most`)] };
  const text = body.replaceAll('\r\n', '\n');
  const sections = sectionsOf(text);
  const problems: Problem[] = [];
  const draft: Record<string, unknown> = { format: SUBMISSION_FORMAT };
  const lineAt = new Map<string, number>();
  for (const { label, path, read } of ANSWERS) {
    const [first, second] = sections.filter((section) => section.label === label);
    if (second !== undefined) problems.push(refused(`second answer to ${label}`, 'one', second.line));
    if (first === undefined || first.answer === '' || UNANSWERED.test(first.answer)) continue;
    lineAt.set(path.join('.'), first.line);
    put(draft, path, read(first.answer));
  }
  if (sections.length === 0) problems.push(refused('text without the questions of the form', 'the form, filled in'));
  const hidden = text.split('\n').findIndex((line) => UNPRINTABLE.test(line.replaceAll('\t', ' ')));
  if (hidden >= 0) problems.push(refused('control character', 'printable text', hidden + 1));
  if (problems.length > 0) return { problems };
  const result = Submission.safeParse(draft);
  if (result.success) return { submission: result.data };
  const placeOf = (path: Path): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lineAt.get(path.slice(0, length).join('.'));
      if (line !== undefined) return { line, column: 1 };
    }
    return START;
  };
  const located = { value: draft, findings: [], placeOf, placeOfKey: placeOf };
  return {
    problems: explainIssues(result.error, located).map(({ actual, expected, place }) =>
      refused(actual, expected, place?.line),
    ),
  };
}
