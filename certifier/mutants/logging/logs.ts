/** What mutants of log messages share. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import type { Asked } from '../engine/asked.ts';

export const MESSAGE = 'notifications/message';
/** From the least grave to the gravest. */
export const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

export const rankOf = (level: unknown): number => LEVELS.indexOf(String(level));

/** The level that the request asks for: by its method in the session era, by its metadata since. */
export const levelIn = ({ method, params }: Asked): unknown =>
  method === 'logging/setLevel' ? params.level : at(params, '_meta', 'io.modelcontextprotocol/logLevel');

export const log = (level: string, data: string): JsonObject => ({
  jsonrpc: '2.0',
  method: MESSAGE,
  params: { level, logger: 'accord', data },
});
