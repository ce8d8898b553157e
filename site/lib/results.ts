/**
 * The results that the site shows: those committed under `implementations/`, and those that the last local run left in
 * `.accord/latest/`. The site recomputes nothing: it shows what the files say, and says so where there are none.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Transcript, Transport } from '../../certifier/evidence/transcript.ts';
import { REPORT_FORMAT, type Report, type Result, type Run } from '../../certifier/report/report.ts';
import { root } from './root.ts';

export interface Place {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly transport: Transport;
}

export interface Entry {
  /** Address below `/results/`: `local/reference-stdio`, `<vendor>/<product>/<version>/<transport>`. */
  readonly slug: string;
  /** Committed, or written by the last run on this machine. */
  readonly origin: 'committed' | 'local';
  /** Where it is committed: what the folders say. */
  readonly place: Place | undefined;
  readonly folder: string;
  readonly report: Report;
  /** File names beside the report. */
  readonly transcript: string | undefined;
  readonly certificate: string | undefined;
  readonly badge: string | undefined;
  /** The badge for shields. */
  readonly badgeEndpoint: string | undefined;
  /** The key that a demonstration was signed with. */
  readonly publicKey: string | undefined;
}

const REPORT = 'report.json';

function* foldersWithReport(folder: string, path: readonly string[] = []): Generator<readonly string[]> {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  if (entries.some((entry) => entry.isFile() && entry.name === REPORT)) yield path;
  for (const entry of entries) {
    if (entry.isDirectory()) yield* foldersWithReport(join(folder, entry.name), [...path, entry.name]);
  }
}

/** A path segment as it stands in an address. */
const segment = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');

const TRANSPORTS: readonly string[] = ['stdio', 'streamable-http'] satisfies readonly Transport[];

/** `acme/weather/1.4.2/stdio`. What stands elsewhere is no result that anybody committed as one. */
function placeOf(path: readonly string[], file: string): Place {
  const [vendor, product, version, transport, ...more] = path;
  if (vendor === undefined || product === undefined || version === undefined || more.length > 0) throw misplaced(file);
  if (transport === undefined || !TRANSPORTS.includes(transport)) throw misplaced(file);
  return { vendor, product, version, transport: transport as Transport };
}

const misplaced = (file: string): Error =>
  new Error(
    `${file}: a result stands in implementations/<vendor>/<product>/<version>/<transport>/, and this does not.`,
  );

function entryOf(base: string, path: readonly string[], origin: Entry['origin']): Entry {
  const folder = join(base, ...path);
  const report = JSON.parse(readFileSync(join(folder, REPORT), 'utf8')) as Report;
  if (report.format !== REPORT_FORMAT) {
    throw new Error(
      `${join(folder, REPORT)}: format is ${JSON.stringify(report.format)}, expected "${REPORT_FORMAT}".`,
    );
  }
  const present = (name: string): string | undefined => (existsSync(join(folder, name)) ? name : undefined);
  return {
    slug: [...(origin === 'local' ? ['local'] : []), ...path].map(segment).join('/'),
    origin,
    place: origin === 'local' ? undefined : placeOf(path, join(folder, REPORT)),
    folder,
    report,
    transcript: present('transcript.jsonl'),
    certificate: present('certificate.intoto.jsonl'),
    badge: present('badge.svg'),
    badgeEndpoint: present('badge.json'),
    publicKey: present('demonstration.pub'),
  };
}

export function readEntries(committed: string, local: string): readonly Entry[] {
  return [
    ...[...foldersWithReport(committed)].map((path) => entryOf(committed, path, 'committed')),
    ...[...foldersWithReport(local)].map((path) => entryOf(local, path, 'local')),
  ];
}

let held: readonly Entry[] | undefined;

/** `ACCORD_IMPLEMENTATIONS` names another folder than `implementations`. */
export const implementationsFolder = (): string => process.env.ACCORD_IMPLEMENTATIONS ?? join(root, 'implementations');

/** `ACCORD_RESULTS` names another folder than `.accord/latest`. */
export function results(): readonly Entry[] {
  const local = process.env.ACCORD_RESULTS ?? join(root, '.accord', 'latest');
  held ??= readEntries(implementationsFolder(), local);
  return held;
}

export const resultPath = (entry: Entry): string => `/results/${entry.slug}/`;
export const certificatePath = (entry: Entry): string => `/results/${entry.slug}/certificate/`;

/** Files of a result that the site hands out as they are. */
export const filesOf = (entry: Entry): readonly string[] =>
  [REPORT, entry.transcript, entry.certificate, entry.badge, entry.badgeEndpoint, entry.publicKey].filter(
    (name) => name !== undefined,
  );
export const resultFilePath = (entry: Entry, name: string): string => `/results/${entry.slug}/${name}`;

/** The command that verifies the certificate of this entry, from the root of the checkout. */
export function verifyCommand({ folder, publicKey }: Entry, demonstration: boolean): string {
  const place = relative(root, folder).split(sep).join('/');
  const key = demonstration && publicKey !== undefined ? ` --key ${place}/${publicKey}` : '';
  return `npm run -s accord -- verify ${place}${key}`;
}

export const fileOf = (entry: Entry, name: string): string => readFileSync(join(entry.folder, name), 'utf8');

/** What was handed in bears the name of its folder; else what the subject called itself, or how it was reached where it never said. */
export const subjectName = ({ place, report: { subject } }: Pick<Entry, 'place' | 'report'>): string =>
  place?.product ?? subject.name ?? subject.url ?? subject.command?.join(' ') ?? 'an unnamed subject';

/** The version that was handed in: what a server says of itself is often another. Empty where nobody said any. */
export const subjectVersion = ({ place, report: { subject } }: Pick<Entry, 'place' | 'report'>): string =>
  place?.version ?? subject.version ?? '';

/** Both, as one reads them. */
export const subjectLabel = (entry: Pick<Entry, 'place' | 'report'>): string =>
  `${subjectName(entry)} ${subjectVersion(entry)}`.trim();

/** The transcript of an entry; undefined where it is not beside the report. */
export function transcriptOf(entry: Entry): Transcript | undefined {
  if (entry.transcript === undefined) return undefined;
  const [header, ...events] = fileOf(entry, entry.transcript)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
  return { header, events } as Transcript;
}

export interface Latest {
  readonly entry: Entry;
  readonly run: Run;
  readonly result: Result;
}

/** What every known result says of one requirement. */
export const resultsFor = (id: string, entries: readonly Entry[] = results()): readonly Latest[] =>
  entries.flatMap((entry) =>
    entry.report.runs.flatMap((run) =>
      run.results.filter(({ requirement }) => requirement === id).map((result) => ({ entry, run, result })),
    ),
  );
