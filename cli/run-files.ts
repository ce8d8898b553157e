/** What the files of a run are called. */
export const TRANSCRIPT_FILE = 'transcript.jsonl';
export const REPORT_FILE = 'report.json';
export const CERTIFICATE_FILE = 'certificate.intoto.jsonl';
export const BADGE_FILES = { svg: 'badge.svg', endpoint: 'badge.json' } as const;
/** The key that a demonstration was signed with. */
export const PUBLIC_KEY_FILE = 'demonstration.pub';
