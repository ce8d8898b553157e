/** Where the programme's own files lie: its public keys, the status log, the shelf of judge bundles. Node only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const KEYS_FILE = 'keys.json';
export const STATUS_LOG_FILE = 'status-log.jsonl';
export const SHELF_FOLDER = 'judges';
/** Beside the command in the package, which holds a copy of them as they were when it was made. */
export const PACKED_FOLDER = 'programme';

const packed = fileURLToPath(new URL(`./${PACKED_FOLDER}/`, import.meta.url));
const checkedOut = fileURLToPath(new URL('../../implementations/', import.meta.url));

export const isPackage: boolean = existsSync(packed);

export const programmePath = (name: string): string => join(isPackage ? packed : checkedOut, name);
