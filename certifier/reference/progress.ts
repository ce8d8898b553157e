/** Progress notifications for the token that a request carries; nothing where it carries none. The same in both eras. */
import { invalidParams } from './errors.ts';
import { isObject, isRequestId, type Members, notification, type Outgoing } from './jsonrpc.ts';

type Report = (progress: number, total: number, message: string) => void;

export function progressOf(params: Members, send: (message: Outgoing) => void): Report {
  const meta = params['_meta'];
  const progressToken = isObject(meta) ? meta['progressToken'] : undefined;
  if (progressToken === undefined) return () => undefined;
  if (!isRequestId(progressToken)) throw invalidParams('"progressToken" must be a string or an integer');
  return (progress, total, message) =>
    send(notification('notifications/progress', { progressToken, progress, total, message }));
}
