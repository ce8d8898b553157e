/** The session that a message belongs to: over HTTP it may use several connections. */
import { header } from './exchange.ts';
import type { Message } from './message.ts';
import type { View } from './view.ts';

export const sessionOf = (view: View, { connection, exchange }: Pick<Message, 'connection' | 'exchange'>): string => {
  const session = header(view.exchange(exchange)?.request.headers ?? [], 'mcp-session-id');
  return session === undefined ? `connection ${connection}` : `session ${session}`;
};
