/** Where the observatory keeps what: lists and expectations are committed, packages and recordings are not. */
export const OBSERVATORY = 'certifier/observatory';
export const SERVERS_FILE = `${OBSERVATORY}/servers.yaml`;
export const REASONS_FILE = `${OBSERVATORY}/reasons.yaml`;
export const EXPECTED_FOLDER = `${OBSERVATORY}/expected`;
export const EVIDENCE_FOLDER = `${OBSERVATORY}/evidence`;
export const REPLIES_FOLDER = `${OBSERVATORY}/replies`;

export const expectedFile = (name: string): string => `${EXPECTED_FOLDER}/${name}.yaml`;
export const evidenceFile = (name: string): string => `${EVIDENCE_FOLDER}/${name}.jsonl`;
/** What the makers of a server say of what was found: text, and no markup. */
export const replyFile = (name: string): string => `${REPLIES_FOLDER}/${name}.md`;

/** Below `.accord/`, which git ignores. */
export const PACKAGES_FOLDER = '.accord/observatory/packages';
export const RUNS_FOLDER = '.accord/observatory/runs';
