/** Reading and writing the lists of the observatory. Whatever is wrong with a list is told in one line, with its place. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { type Finding, messageOf } from '../../governance/problem.ts';
import { explainIssues } from '../../governance/yaml/explain.ts';
import { readYaml } from '../../governance/yaml/located.ts';
import { type Evidence, evidenceText, readEvidence } from './evidence.ts';
import { Expected } from './expected.ts';
import { EXPECTED_FOLDER, evidenceFile, expectedFile, REASONS_FILE, replyFile, SERVERS_FILE } from './folder.ts';
import { ReasonList } from './reasons.ts';
import { ServerList } from './server.ts';

export class WrongList extends Error {
  override readonly name: string = 'WrongList';
}

/** What a list says, or all that is wrong with it. */
export function readList<T>(
  text: string,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly findings: readonly Finding[] } {
  const yaml = readYaml(text, 1, { plain: true });
  if (yaml.findings.length > 0) return { findings: yaml.findings };
  const parsed = schema.safeParse(yaml.value);
  return parsed.success ? { value: parsed.data } : { findings: explainIssues(parsed.error, yaml) };
}

function read<T>(root: string, file: string, schema: z.ZodType<T>): T {
  const list = readList(readFileSync(join(root, file), 'utf8'), schema);
  if ('value' in list) return list.value;
  throw new WrongList(list.findings.map((each) => `${file}:${each.place?.line ?? 1}: ${messageOf(each)}`).join('; '));
}

export const serversIn = (root: string): ServerList => read(root, SERVERS_FILE, ServerList);
export const reasonsIn = (root: string): ReasonList => read(root, REASONS_FILE, ReasonList);

export function expectedOf(root: string, name: string): Expected | undefined {
  const file = expectedFile(name);
  return existsSync(join(root, file)) ? read(root, file, Expected) : undefined;
}

/** The names of the servers of which something is expected. */
export const namesExpected = (root: string): readonly string[] =>
  existsSync(join(root, EXPECTED_FOLDER))
    ? readdirSync(join(root, EXPECTED_FOLDER))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => file.slice(0, -'.yaml'.length))
        .sort()
    : [];

/** The file takes its place whole. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

export const writeExpected = (root: string, expected: Expected): void =>
  writeWhole(join(root, expectedFile(expected.server)), stringify(expected, { lineWidth: 140 }));

/** Undefined where nothing was recorded for it yet. */
export function evidenceIn(root: string, name: string): Evidence | undefined {
  const file = evidenceFile(name);
  if (!existsSync(join(root, file))) return undefined;
  try {
    return readEvidence(readFileSync(join(root, file), 'utf8'));
  } catch (cause) {
    throw new WrongList(`${file}: ${(cause as Error).message}`);
  }
}

export const writeEvidence = (root: string, evidence: Evidence): void =>
  writeWhole(join(root, evidenceFile(evidence.server)), evidenceText(evidence));

export function replyIn(root: string, name: string): string | undefined {
  const file = join(root, replyFile(name));
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
