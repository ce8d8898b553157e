/** What stands between a client and a server, and may refuse a request in its place. */
import { type Exchange, headerValues } from './exchange.ts';
import type { Call } from './message.ts';

/** Whether the answer shows that it came by a proxy: what it lacks, or what refused a request, may be of that one. */
export const isBehindProxy = ({ response }: Exchange): boolean => {
  const headers = response?.headers ?? [];
  return (
    headerValues(headers, 'via').length > 0 ||
    /nginx|openresty|tengine|angie|kong|cloudflare|cloudfront|envoy|google|vercel|netlify|fly/i.test(
      headerValues(headers, 'server').join(' '),
    )
  );
};

/**
 * Who stands in between may compare the headers with the body, and turn away versions that need no such comparison: where it refuses a
 * request for these, it owes an error status and no message.
 */
export const mayBeOfProxy = ({ exchange, response }: Call): boolean =>
  exchange !== undefined &&
  response === undefined &&
  (exchange.response?.status ?? 0) >= 400 &&
  isBehindProxy(exchange);
