/** Results as people look for them: an implementation, its versions, and each of them over its transports. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPLY_FILE, SUBMISSION_FILE } from '../../certifier/submission/folder.ts';
import { readSubmission } from '../../certifier/submission/read.ts';
import type { Submission } from '../../certifier/submission/submission.ts';
import { type Entry, subjectName } from '../lib/results.ts';

export interface Version {
  readonly vendor: string;
  readonly product: string;
  /** As its folder says it. */
  readonly version: string;
  readonly path: string;
  /** One for each transport. */
  readonly entries: readonly Entry[];
  /** What its makers say of the result: text of theirs, and no markup. */
  readonly reply: string | undefined;
  /** What was handed in; undefined where there is no such file, or none that can be read. */
  readonly submission: Submission | undefined;
  readonly hasSubmission: boolean;
  /** The newest date that one of its reports bears. */
  readonly date: string;
}

export interface Implementation {
  readonly vendor: string;
  readonly product: string;
  readonly path: string;
  /** As it calls itself. */
  readonly name: string;
  /** The newest first. */
  readonly versions: readonly Version[];
}

function versionOf(place: NonNullable<Entry['place']>, entries: readonly Entry[]): Version {
  const { vendor, product, version } = place;
  const folder = dirname(entries[0]?.folder ?? '');
  const reply = join(folder, REPLY_FILE);
  const submission = join(folder, SUBMISSION_FILE);
  return {
    vendor,
    product,
    version,
    path: `/results/${(entries[0]?.slug ?? '').split('/').slice(0, -1).join('/')}/`,
    entries,
    reply: existsSync(reply) ? readFileSync(reply, 'utf8') : undefined,
    submission: existsSync(submission)
      ? readSubmission(new Uint8Array(readFileSync(submission))).submission
      : undefined,
    hasSubmission: existsSync(submission),
    date:
      entries
        .map(({ report }) => report.date)
        .sort()
        .at(-1) ?? '',
  };
}

const newestFirst = (one: Version, other: Version): number =>
  other.date.localeCompare(one.date) || other.version.localeCompare(one.version, 'en', { numeric: true });

/** Those that were committed, each under its vendor and product. */
export function implementationsOf(entries: readonly Entry[]): readonly Implementation[] {
  const groups = Map.groupBy(
    entries.filter(({ place }) => place !== undefined),
    ({ slug }) => slug.split('/').slice(0, 3).join('/'),
  );
  const versions = [...groups.values()].flatMap((own) => {
    const place = own[0]?.place;
    return place === undefined ? [] : [versionOf(place, own)];
  });
  const products = Map.groupBy(versions, ({ path }) => path.split('/').slice(0, 4).join('/'));
  return [...products].flatMap(([path, own]) => {
    const sorted = own.toSorted(newestFirst);
    const [newest] = sorted;
    const entry = newest?.entries[0];
    if (newest === undefined || entry === undefined) return [];
    const { vendor, product } = newest;
    return [
      {
        vendor,
        product,
        path: `${path}/`,
        name: newest.submission?.subject.title ?? subjectName(entry),
        versions: sorted,
      },
    ];
  });
}

/** The result of the version before, over the same transport. */
export function entryBefore(entry: Entry, implementations: readonly Implementation[]): Entry | undefined {
  const { place } = entry;
  const own = implementations.find(({ vendor, product }) => vendor === place?.vendor && product === place?.product);
  const at = own?.versions.findIndex(({ version }) => version === place?.version) ?? -1;
  return own?.versions
    .slice(at + 1)
    .flatMap(({ entries }) => entries)
    .find((other) => other.place?.transport === place?.transport);
}
