/** Which files a request holds, and of what kind they are. */
import type { Case, Change } from '../case.ts';
import {
  FORMER_FOLDER,
  folderOfFile,
  IMPLEMENTATIONS,
  isKeptByProgramme,
  isOfProgramme,
  isStray,
  limitOf,
  REPORT_FILE,
  SUBMISSION_FILE,
  TRANSCRIPT_FILE,
  TRANSPORTS,
} from '../folder.ts';
import type { AdmissionRule, ChangeRule } from '../rule.ts';

const inFolder = ({ folder }: Case, path: string): string => path.slice(folder.length + 1);

const folderName: AdmissionRule = {
  id: 'folder-name',
  sentence:
    'A submission is a folder implementations/<vendor>/<product>/<version>, in lower-case ASCII letters, digits, dots and hyphens.',
  reason:
    'The path is the address of the result on the site, in every feed and in every badge, and must mean one thing.',
  fix: 'Let accord submit make the folder, or rename it.',
  holds: 'always',
  *check({ folder, place, submissionFile }) {
    if (place === null)
      yield {
        file: submissionFile,
        actual: `folder ${folder}`,
        expected: 'implementations/<vendor>/<product>/<version>',
      };
  },
};

const filesKnown: AdmissionRule = {
  id: 'files-known',
  sentence: 'The folder holds the files of a submission and no others.',
  reason: 'What nobody reads has no reason to be published, and is where something would be hidden.',
  fix: 'Remove the file; what explains a result goes into reply.md.',
  holds: 'always',
  *check(request) {
    for (const { path, kind } of request.entries) {
      const name = inFolder(request, path);
      const isKnown =
        kind === 'folder'
          ? TRANSPORTS.some((transport) => transport === name || `${transport}/${FORMER_FOLDER}` === name)
          : limitOf(name) !== undefined;
      if (!isKnown && kind !== 'link')
        yield {
          file: path,
          actual: kind === 'folder' ? 'another folder' : 'another file',
          expected: `one of ${FILES}`,
        };
    }
  },
};
const FILES = [
  SUBMISSION_FILE,
  ...TRANSPORTS.map((transport) => `${transport}/${REPORT_FILE}`),
  `…/${TRANSCRIPT_FILE}`,
  'reply.md',
].join(', ');

const filesPresent: AdmissionRule = {
  id: 'files-present',
  sentence: 'There is a submission.yaml, and for at least one transport a report with its transcript.',
  reason: 'A report without its transcript cannot be judged again, and nothing says what was run without a submission.',
  fix: 'Let accord submit make the folder from the run.',
  holds: 'always',
  *check(request) {
    const has = (path: string): boolean => request.entries.some((each) => each.path === path);
    if (!has(request.submissionFile))
      yield { file: request.submissionFile, actual: `absence of ${SUBMISSION_FILE}`, expected: 'one' };
    if (request.runs.length === 0)
      yield {
        file: request.submissionFile,
        actual: 'absence of a report and a transcript',
        expected: `them in a folder ${TRANSPORTS.join(' or ')}`,
      };
    for (const { files } of request.runs)
      for (const file of [files.report, files.transcript])
        if (!has(file)) yield { file, actual: 'absence of this file', expected: 'a report and its transcript' };
  },
};

const filesPlain: AdmissionRule = {
  id: 'files-plain',
  sentence: 'Every file is a plain file: no link, no device, nothing that can be executed.',
  reason: 'A link points at what the request does not show, and nothing of a submission is ever run.',
  fix: 'Put the file itself in its place, and take the permission to execute away (chmod -x, git update-index --chmod=-x).',
  holds: 'always',
  *check({ entries }) {
    for (const { path, kind, executable } of entries) {
      if (kind === 'link') yield { file: path, actual: 'symbolic link', expected: 'a plain file' };
      else if (kind === 'other')
        yield { file: path, actual: 'what is neither file nor folder', expected: 'a plain file' };
      else if (kind === 'file' && executable)
        yield { file: path, actual: 'permission to execute', expected: 'a file that cannot be executed' };
    }
  },
};

const fileSize: AdmissionRule = {
  id: 'file-size',
  sentence: 'No file is larger than its limit.',
  reason: 'Everything here is read by each who checks a result, and stays in the history for ever.',
  fix: 'Certify again with fewer tools allowed, or ask the subject for less; evidence is not cut.',
  holds: 'always',
  *check(request) {
    for (const { path, kind, size } of request.entries) {
      const most = limitOf(inFolder(request, path));
      if (kind === 'file' && most !== undefined && size > most)
        yield { file: path, actual: `file of ${size} bytes`, expected: `${most} bytes at most` };
    }
  },
};

const ofProgramme: AdmissionRule = {
  id: 'certificate-by-programme',
  sentence: 'Certificates and badges are added by the programme alone.',
  reason: 'A certificate that comes with the request was issued by nobody who looked at it.',
  fix: 'Remove the certificate and the badge; a demonstration stays on your own machine.',
  holds: 'admission',
  *check({ entries, changes, programme = false }) {
    if (programme) return;
    // Where nobody says what the request changes, the folder may be one that was merged long ago.
    const added = new Set(changes?.map(({ path }) => path));
    for (const { path } of entries)
      if (isOfProgramme(path) && added.has(path))
        yield { file: path, actual: 'certificate or badge in a request', expected: 'none' };
  },
};

const pathsKnown: ChangeRule = {
  id: 'paths-known',
  sentence: 'Among the results a request changes nothing but files in the folder of a submission.',
  reason:
    'What lies beside them is read by no other rule, and the status log and the judges are kept by the programme alone.',
  fix: 'Move the file into implementations/<vendor>/<product>/<version>/, or take it out of the request.',
  holds: 'admission',
  *check({ changes = [], programme = false }) {
    for (const { path, how } of changes) {
      if (!isStray(path) || (programme && isKeptByProgramme(path))) continue;
      yield {
        file: path,
        actual: `${HOW[how]} of ${isKeptByProgramme(path) ? 'what the programme keeps' : 'a path that belongs to no submission'}`,
        expected: `files in ${IMPLEMENTATIONS}/<vendor>/<product>/<version>/ alone`,
      };
    }
  },
};
const HOW: Readonly<Record<Change['how'], string>> = { added: 'addition', changed: 'change', removed: 'removal' };

const oneProduct: AdmissionRule = {
  id: 'one-product',
  sentence: 'A request is about one version of one product, and about nothing else.',
  reason: 'What is admitted together stands or falls together, and code does not come in with evidence.',
  fix: 'Open one request for each version of each product, and others for everything else.',
  holds: 'admission',
  *check({ changes = [], folder, submissionFile, programme = false }) {
    const others = new Set(
      changes
        .filter(({ path }) => !(programme && (isKeptByProgramme(path) || isOfProgramme(path))))
        .map(({ path }) => folderOfFile(path) ?? path)
        .filter((path) => path !== folder),
    );
    const [first, ...more] = [...others].sort();
    if (first !== undefined)
      yield {
        file: submissionFile,
        actual: `change of ${first}${more.length === 0 ? '' : ` and ${more.length} more`} in the same request`,
        expected: `changes in ${folder} alone`,
      };
  },
};

const appendOnly: AdmissionRule = {
  id: 'append-only',
  sentence: 'What was merged is not changed or removed; only the programme and a right of reply add to it.',
  reason: 'Whoever relied on a result must be able to see what they relied on.',
  fix: 'Put the new result into a folder of its own, <version>-2, and leave the old one as it is.',
  holds: 'admission',
  *check({ changes = [], folder, siblings, programme = false }) {
    const version = folder.split('/').at(-1) ?? '';
    const wasThere = siblings?.includes(version) ?? false;
    const here = changes.filter((change) => folderOfFile(change.path) === folder);
    // Renewed, and what it was renewed from is kept under its id.
    const isRenewed = ({ path }: Change): boolean =>
      path.endsWith(`/${REPORT_FILE}`) &&
      here.some((each) => each.path.startsWith(`${path.slice(0, -REPORT_FILE.length)}${FORMER_FOLDER}/`));
    for (const change of here) {
      const { path, how } = change;
      // A badge says what became of its certificate.
      if (programme && (isOfProgramme(path) || isRenewed(change))) continue;
      const mayBeAdded = path.endsWith('/reply.md');
      if (how !== 'added')
        yield {
          file: path,
          actual: `${HOW[how]} of a file that was merged`,
          expected: 'the file as it was',
        };
      else if (wasThere && !mayBeAdded)
        yield {
          file: path,
          actual: 'file added to a result that was merged',
          expected: 'reply.md, or a folder of its own',
        };
    }
  },
};

const nextResult: AdmissionRule = {
  id: 'next-result',
  sentence: 'The folder of a further result of one version is <version>-2, then <version>-3, and so on.',
  reason: 'The number tells which came first, and a gap would look like a result that was taken away.',
  fix: 'Name the folder with the next number that is free.',
  holds: 'admission',
  *check({ place, siblings, submissionFile }) {
    const [, version, digits] = /^(.+)-([1-9]\d{0,3})$/.exec(place?.version ?? '') ?? [];
    if (siblings === undefined || version === undefined || digits === undefined) return;
    const number = Number(digits);
    // A version may end in a number itself; then its first part was never a folder.
    const before = number === 2 ? version : `${version}-${number - 1}`;
    const isSeries = siblings.includes(version);
    if (isSeries && !siblings.includes(before))
      yield { file: submissionFile, actual: `result ${number} of ${version}`, expected: `${before} before it` };
  },
};

/** Those that need no folder. */
export const CHANGE_RULES: readonly ChangeRule[] = [pathsKnown];

export const FILE_RULES = [
  folderName,
  pathsKnown,
  oneProduct,
  appendOnly,
  nextResult,
  filesKnown,
  filesPresent,
  filesPlain,
  fileSize,
  ofProgramme,
] as const;
