/** What the process is stated in and what stands under it. */
import { textOf } from '../../files.ts';
import { GROUPS, RFCS, readCorpus } from '../../lint/corpus.ts';
import { PROCESS_FILE, parseProcess, readProcess } from '../../process.ts';
import { checkDecision, decisionFiles } from '../../rfc/decision.ts';
import { below, inside, type Kind, schemaProblem } from '../kind.ts';

export const PROCESS: Kind = {
  name: 'RFC process',
  required: true,
  find: (files) => (files.exists(PROCESS_FILE) ? [PROCESS_FILE] : []),
  check: (paths, files) => paths.flatMap((path) => parseProcess(textOf(files, path) ?? '', path).problems),
};

/** The front matter alone: what else an RFC or a charter has to keep is for `accord rfc check` and `accord wg check`. */
export const RFC_FRONT_MATTER: Kind = {
  name: 'RFCs',
  required: true,
  find: (files) => inside(files, RFCS, /^(?!0+-)\d.*\.md$/),
  check: (_paths, files) => {
    const { process } = readProcess(files);
    if (process === null) return [];
    return readCorpus(process, files).rfcs.flatMap(({ path, faults, unreadable }) =>
      (unreadable === null ? faults : [unreadable]).map((finding) => schemaProblem(path, finding)),
    );
  },
};

export const DECISION_RECORDS: Kind = {
  name: 'decision records',
  required: false,
  find: decisionFiles,
  check: (paths, files) => {
    const { process } = readProcess(files);
    if (process === null) return [];
    return paths.flatMap((path) => checkDecision(process, path, textOf(files, path) ?? ''));
  },
};

export const CHARTERS: Kind = {
  name: 'charters',
  required: true,
  find: (files) => below(files, GROUPS, /^charter\.md$/),
  check: (_paths, files) => {
    const { process } = readProcess(files);
    if (process === null) return [];
    return readCorpus(process, files).charters.flatMap(({ path, faults, unreadable }) =>
      (unreadable === null ? faults : [unreadable]).map((finding) => schemaProblem(path, finding)),
    );
  },
};
