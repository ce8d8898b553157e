/** Where the agreement is kept: what was measured, and the reasons that people wrote. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Agreement } from './data.ts';
import { Reasons } from './reasons.ts';

const MEASURED = 'certifier/agreement/agreement.json';
const REASONS = 'certifier/agreement/reasons.yaml';

/** Both, below the root of the checkout. */
export const readAgreement = (root: string): { readonly agreement: Agreement; readonly reasons: Reasons } => ({
  agreement: Agreement.parse(JSON.parse(readFileSync(join(root, MEASURED), 'utf8'))),
  reasons: Reasons.parse(parse(readFileSync(join(root, REASONS), 'utf8'))),
});

/** Whole or not at all. */
export function writeAgreement(root: string, agreement: Agreement): void {
  const file = join(root, MEASURED);
  writeFileSync(`${file}.new`, `${JSON.stringify(agreement, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
