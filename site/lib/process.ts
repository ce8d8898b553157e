/** Names and meanings of RFC types and statuses, from the one file that states the process. */
import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { parse } from 'yaml';
import { root } from './root.ts';

const term = z.object({ id: z.string(), title: z.string(), meaning: z.string() });
const policy = z.object({ types: z.array(term), statuses: z.array(term) });

export const process = (): z.infer<typeof policy> =>
  policy.parse(parse(readFileSync(`${root}/rfcs/process.yaml`, 'utf8')));

/** The name of a status or type; the id itself where the process does not know it. */
export const titleOf = (
  terms: readonly { readonly id: string; readonly title: string }[],
  id: string | undefined,
): string => terms.find((each) => each.id === id)?.title ?? id ?? '';
