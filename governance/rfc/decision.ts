/** A decision record: what was decided, when it could be objected to, who objected, and what became of it. */
import * as z from 'zod';
import { type Files, textOf } from '../files.ts';
import { type Finding, type Problem, problem } from '../problem.ts';
import type { Process } from '../process.ts';
import { explainIssues } from '../yaml/explain.ts';
import { readYaml } from '../yaml/located.ts';

export const DECISIONS = 'rfcs/decisions';

const Text = z.string().trim().min(1, 'a text');
const IsoDate = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('a date that exists, YYYY-MM-DD'),
);

export const decisionSchema = (process: Process) => {
  const status = z.enum(process.statuses.map(({ id }) => id));
  return z
    .strictObject({
      format: z.literal('accord-rfc-decision/1'),
      /** One RFC, or the several that a founding decision adopts together. */
      rfcs: z
        .array(z.int('the number of an RFC').min(process.numbering.first, 'the number of an RFC'))
        .min(1, 'at least one RFC'),
      question: Text,
      /** One status, or those between which the type of each RFC decides: a founding decision adopts several types at once. */
      to: z.union([status, z.array(status).min(1)], 'a status, or several'),
      opened: IsoDate,
      closes: IsoDate,
      objections: z.array(
        z.strictObject({
          by: Text,
          objection: Text,
          /** Absent while it stands. */
          resolution: Text.optional(),
        }),
      ),
      outcome: z
        .strictObject({
          decided: z.enum(['yes', 'no']),
          on: IsoDate,
          by: z.array(Text).min(1, 'who decided'),
          because: Text,
        })
        .optional(),
    })
    .check((context) => {
      const { opened, closes, outcome, objections } = context.value;
      const expect = (holds: boolean, path: PropertyKey[], message: string) => {
        if (!holds) context.issues.push({ code: 'custom', input: context.value, path, message });
      };
      expect(opened <= closes, ['closes'], `${opened} or later`);
      if (outcome === undefined) return;
      expect(closes <= outcome.on, ['outcome', 'on'], `${closes}, when it closes, or later`);
      objections.forEach(({ resolution }, index) => {
        expect(
          outcome.decided === 'no' || resolution !== undefined,
          ['objections', index],
          'its resolution before it is decided',
        );
      });
    });
};

export type Decision = z.infer<ReturnType<typeof decisionSchema>>;

export const decisionFiles = (files: Files): readonly string[] =>
  files
    .list(DECISIONS)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${DECISIONS}/${name}`);

export interface ReadDecision {
  readonly decision: Decision | null;
  readonly findings: readonly Finding[];
}

export const readDecision = (process: Process, text: string): ReadDecision => {
  const yaml = readYaml(text);
  if (yaml.findings.length > 0) return { decision: null, findings: yaml.findings };
  const read = decisionSchema(process).safeParse(yaml.value);
  return read.success
    ? { decision: read.data, findings: [] }
    : { decision: null, findings: explainIssues(read.error, yaml) };
};

/** The record at a path; null where there is none, or none that is in order. */
export const decisionAt = (process: Process, files: Files, path: string): Decision | null => {
  const text = textOf(files, path);
  return text === null ? null : readDecision(process, text).decision;
};

/** Statuses that it would lead to. */
export const aims = ({ to }: Decision): readonly string[] => (typeof to === 'string' ? [to] : to);

export const checkDecision = (process: Process, file: string, text: string): readonly Problem[] =>
  readDecision(process, text).findings.map((finding) => problem(file, 'decision-record', 'error', finding));
