/** The programme's public keys and its status log: what a reader needs to verify without us. */
import type { APIRoute } from 'astro';
import { KEYS_FILE, keysFile, STATUS_LOG_FILE, statusLog } from '../../results/trust.ts';

export const getStaticPaths = () =>
  [
    { file: KEYS_FILE, bytes: keysFile() },
    { file: STATUS_LOG_FILE, bytes: statusLog() },
  ].flatMap(({ file, bytes }) => (bytes === undefined ? [] : [{ params: { file }, props: { bytes } }]));

export const GET: APIRoute<{ bytes: Uint8Array<ArrayBuffer> }> = ({ props: { bytes } }) => new Response(bytes);
