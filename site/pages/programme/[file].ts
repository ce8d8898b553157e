/** The public keys and the status log, as they are. There is no log before the first certificate that counts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { KEYS_FILE, STATUS_LOG_FILE } from '../../../certifier/certificate/programme.ts';
import { implementationsFolder } from '../../lib/results.ts';

const pathOf = (file: string): string => join(implementationsFolder(), file);

export const getStaticPaths = () =>
  [KEYS_FILE, STATUS_LOG_FILE].filter((file) => existsSync(pathOf(file))).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params: { file = '' } }) => new Response(Uint8Array.from(readFileSync(pathOf(file))));
