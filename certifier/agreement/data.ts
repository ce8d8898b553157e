/** What was measured, as `agreement.json` beside this file holds it. `npm run agreement -- --update` writes it. */
import * as z from 'zod';
import type { Revision } from '../catalogue/requirement.ts';
import { OUTCOMES } from '../report/report.ts';

/** The revisions in which it was measured, and whose differences were read. */
export const COMPARED = ['2025-11-25', '2026-07-28'] as const satisfies readonly Revision[];
export type ComparedRevision = (typeof COMPARED)[number];

const Name = z.string().min(1).max(200);

const Seen = z.strictObject({
  /** The first of their scenarios that sees it. */
  scenario: Name,
  /** Its checks that say that something is wrong. */
  checks: z.array(Name).min(1).readonly(),
});

const Compared = z.strictObject({
  requirement: Name,
  /** The scenarios in whose traffic the mutant changes something, in their order. */
  shown: z.array(Name).min(1).readonly(),
  theirs: Seen.nullable(),
  /** What our run says of the requirement. */
  ours: z.enum(OUTCOMES),
});

const Measured = z.strictObject({
  revision: z.enum(COMPARED),
  /** Every scenario that ran on the server in which nothing is broken. */
  scenarios: z.array(Name).min(1).readonly(),
  compared: z.array(Compared).readonly(),
  /** The mutants that change nothing in the traffic of any scenario. */
  unseen: z.array(Name).readonly(),
});

export const Agreement = z.strictObject({
  suite: z.strictObject({ name: Name, version: Name }),
  measured: z.array(Measured).readonly(),
});

export type Seen = z.infer<typeof Seen>;
export type Compared = z.infer<typeof Compared>;
export type Measured = z.infer<typeof Measured>;
export type Agreement = z.infer<typeof Agreement>;
