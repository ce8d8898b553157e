/** Where the observatory keeps what: lists and expectations are committed, packages and recordings are not. */
export const OBSERVATORY = 'certifier/observatory';
export const SERVERS_FILE = `${OBSERVATORY}/servers.yaml`;
export const REASONS_FILE = `${OBSERVATORY}/reasons.yaml`;
export const EXPECTED_FOLDER = `${OBSERVATORY}/expected`;

export const expectedFile = (name: string): string => `${EXPECTED_FOLDER}/${name}.yaml`;

/** Below `.accord/`, which git ignores. */
export const PACKAGES_FOLDER = '.accord/observatory/packages';
export const RUNS_FOLDER = '.accord/observatory/runs';
