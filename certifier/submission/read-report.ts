/** Reading a submitted report as far as the admission rules look at it. That the rest is right is shown by judging again. */
import * as z from 'zod';
import type { Finding } from '../../governance/problem.ts';
import { pathText } from '../../governance/yaml/explain.ts';
import { REPORT_FORMAT, type Report } from '../report/report.ts';

const Result = z.looseObject({ requirement: z.string(), outcome: z.string(), waived: z.looseObject({}).optional() });
const Run = z.looseObject({
  revision: z.string(),
  transport: z.string(),
  profile: z.string().nullable(),
  verdict: z.string(),
  results: z.array(Result),
});
const Shape = z.looseObject({
  format: z.literal(REPORT_FORMAT),
  suite: z.looseObject({ version: z.string(), digest: z.string() }),
  subject: z.looseObject({
    name: z.string().nullable(),
    version: z.string().nullable(),
    role: z.string(),
    command: z.array(z.string()).optional(),
    url: z.string().optional(),
    digest: z.string().optional(),
  }),
  date: z.iso.date(),
  runs: z.array(Run),
  transcript: z.looseObject({ file: z.string(), sha256: z.string() }),
});

type Read = { readonly report: Report } | { readonly finding: Finding };

export function readReport(bytes: Uint8Array): Read {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { finding: { actual: 'text that is not JSON', expected: 'a report, as accord submit writes it' } };
  }
  const read = Shape.safeParse(value);
  if (read.success) return { report: read.data as unknown as Report };
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the report' : pathText(issue.path);
  return { finding: { actual: `another value at ${where}`, expected: `a report in the format ${REPORT_FORMAT}` } };
}
