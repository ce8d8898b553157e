/** The client that speaks to GitHub: octokit, with its plugins for rate limits, retries and pages. */
import { Octokit, RequestError } from 'octokit';

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com` when absent; GitHub Actions names its own in GITHUB_API_URL. */
  readonly baseUrl?: string | undefined;
  /** For tests. */
  readonly fetch?: typeof fetch;
  /** For tests: milliseconds that a second of waiting takes. */
  readonly second?: number;
}

const PUBLIC = 'https://api.github.com';
/** A limit that lifts later than this is for the next run. Seconds. */
const PATIENCE = 300;
const ATTEMPTS = 3;

export const createClient = ({
  token,
  baseUrl = PUBLIC,
  fetch: ask = fetch,
  second = 1000,
}: ClientOptions): Octokit => {
  const wait = (after: number, _options: unknown, _octokit: unknown, retries: number): boolean =>
    after <= PATIENCE && retries < ATTEMPTS;
  return new Octokit({
    auth: token,
    baseUrl,
    userAgent: 'accord-bot',
    // What is waited for is told by what was done in the end.
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    request: {
      fetch: (url: string, init: RequestInit) => ask(url, { ...init, signal: AbortSignal.timeout(60_000) }),
    },
    retry: { retries: ATTEMPTS, retryAfterBaseValue: second },
    throttle: {
      // A server of one's own has no limits unless its owner set some, and says when one is reached.
      ...(baseUrl === PUBLIC ? {} : { enabled: false }),
      retryAfterBaseValue: second,
      onRateLimit: wait,
      onSecondaryRateLimit: wait,
    },
  });
};

export const statusOf = (cause: unknown): number | null => (cause instanceof RequestError ? cause.status : null);

/** Null where GitHub says that there is no such thing, or none any more. */
export const unlessGone = async <Value>(request: Promise<Value>): Promise<Value | null> => {
  try {
    return await request;
  } catch (cause) {
    if ([404, 410].includes(statusOf(cause) ?? 0)) return null;
    throw cause;
  }
};

/** What went wrong, in a line. */
export const reasonOf = (cause: unknown): string => {
  const status = statusOf(cause);
  const message = (cause instanceof Error ? cause.message : String(cause))
    .replace(/ - https:\S+$/, '')
    .replace(/\s+/g, ' ');
  if (status === null) return message;
  // A connection that failed has the status of a server that failed, and no answer.
  if (cause instanceof RequestError && cause.response === undefined) return `GitHub cannot be reached: ${message}`;
  return `GitHub answers ${status}: ${message}`;
};
