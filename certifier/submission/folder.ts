/** Where a submission stands, and which files belong there. */
import type { Transport } from '../evidence/transcript.ts';
import type { SubmissionSubject } from './submission.ts';

/** A part of the folder's path; two dots would lead out of it. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.))*$/;
export const TRANSPORTS = ['stdio', 'streamable-http'] as const;

export const IMPLEMENTATIONS = 'implementations';
export const SUBMISSION_FILE = 'submission.yaml';
export const REPLY_FILE = 'reply.md';
export const REPORT_FILE = 'report.json';
export const TRANSCRIPT_FILE = 'transcript.jsonl';
export const CERTIFICATE_FILES = ['certificate.intoto.jsonl', 'badge.svg', 'badge.json'] as const;

const KIB = 1024;

/** Every file that a folder may hold, by its path in it, with the most bytes that it may have. */
export const LIMITS: Readonly<Record<string, number>> = {
  [SUBMISSION_FILE]: 64 * KIB,
  [REPLY_FILE]: 64 * KIB,
  ...Object.fromEntries(
    TRANSPORTS.flatMap((transport) => [
      [`${transport}/${REPORT_FILE}`, 4 * KIB * KIB],
      [`${transport}/${TRANSCRIPT_FILE}`, 16 * KIB * KIB],
      [`${transport}/certificate.intoto.jsonl`, 256 * KIB],
      [`${transport}/badge.svg`, 64 * KIB],
      [`${transport}/badge.json`, 16 * KIB],
    ]),
  ),
};

/** Beside a certificate, those that were renewed, with the reports that they were given for. */
export const FORMER_FOLDER = 'former';
const FORMER = new RegExp(`/${FORMER_FOLDER}/[0-9a-z-]+(?:\\.intoto\\.jsonl|\\.report\\.json|\\.svg)$`);

/** By its path in the folder: the most bytes that it may have; undefined for a file that does not belong there. */
export const limitOf = (name: string): number | undefined =>
  LIMITS[name] ??
  (TRANSPORTS.some((transport) => name.startsWith(`${transport}/${FORMER_FOLDER}/`)) && FORMER.test(name)
    ? 4 * KIB * KIB
    : undefined);

/** Files that the programme alone adds. */
export const isOfProgramme = (path: string): boolean =>
  FORMER.test(path) || CERTIFICATE_FILES.some((name) => path.endsWith(`/${name}`));

/** What certificates bring beside their folder: the status log, and the judges that they name. */
export const isKeptByProgramme = (path: string): boolean =>
  path === `${IMPLEMENTATIONS}/status-log.jsonl` || path.startsWith(`${IMPLEMENTATIONS}/judges/`);

/** Documents of the repository itself, changed as its code is. */
const OF_REPOSITORY: ReadonlySet<string> = new Set([`${IMPLEMENTATIONS}/README.md`, `${IMPLEMENTATIONS}/keys.json`]);

/** A path among the results that belongs to none of them. Some file systems take two spellings of a name for one. */
export const isStray = (path: string): boolean =>
  path.split('/')[0]?.toLowerCase() === IMPLEMENTATIONS && folderOfFile(path) === null && !OF_REPOSITORY.has(path);

export interface Place {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
}

/** `implementations/acme/weather/1.4.2`, from the path of the folder or of a file in it. */
export const folderOf = (path: string): string | null => {
  const [root, vendor, product, version] = path.split('/');
  if (root !== IMPLEMENTATIONS || vendor === undefined || product === undefined || version === undefined) return null;
  return [root, vendor, product, version].join('/');
};

/** The folder of a submission in which this file stands; null for what stands beside such folders, or in place of one. */
export const folderOfFile = (path: string): string | null => (path.split('/').length > 4 ? folderOf(path) : null);

/** The judges of the programme lie beside the vendors, and pages of the site have the other names among those of the results. */
const TAKEN: ReadonlySet<string> = new Set(['judges', 'by', 'compare', 'local', 'observatory', 'topics']);

/** What the path of a folder says; null where it is not of that form. */
export const placeOf = (folder: string): Place | null => {
  const [root, vendor = '', product = '', version = '', ...more] = folder.split('/');
  const wellNamed = !TAKEN.has(vendor) && [vendor, product, version].every((name) => SLUG.test(name));
  return root === IMPLEMENTATIONS && wellNamed && more.length === 0 ? { vendor, product, version } : null;
};

/** A version as a folder says it. */
export const slugOf = (version: string): string => version.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');

/** 1 for the first result of a version, n for the folder `<version>-n`; null for the folder of another version. */
export const resultNumber = (folder: string, version: string): number | null => {
  const slug = slugOf(version);
  if (folder === slug) return 1;
  const number = folder.startsWith(`${slug}-`) ? folder.slice(slug.length + 1) : '';
  return /^[1-9]\d{0,3}$/.test(number) && Number(number) >= 2 ? Number(number) : null;
};

export const pathOf = ({ vendor, name, version }: SubmissionSubject, number = 1): string =>
  [IMPLEMENTATIONS, vendor, name, number === 1 ? slugOf(version) : `${slugOf(version)}-${number}`].join('/');

export const transportOf = (path: string): Transport | undefined => TRANSPORTS.find((transport) => path === transport);
