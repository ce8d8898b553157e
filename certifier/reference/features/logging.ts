/** Log messages to the client. Levels are those of syslog (RFC 5424), from the most talkative to the gravest. */
import { invalidParams } from '../errors.ts';
import { notification, type Outgoing } from '../jsonrpc.ts';

const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;
export type LogLevel = (typeof LEVELS)[number];

export function readLogLevel(value: unknown): LogLevel {
  const level = LEVELS.find((one) => one === value);
  if (level === undefined) throw invalidParams(`Invalid log level: it is one of ${LEVELS.join(', ')}`);
  return level;
}

/** Whether a message of this level is wanted by one who asked for `least` and above. */
export const isWanted = (level: LogLevel, least: LogLevel): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(least);

export const logMessage = (level: LogLevel, data: unknown): Outgoing =>
  notification('notifications/message', { level, logger: 'reference', data });
