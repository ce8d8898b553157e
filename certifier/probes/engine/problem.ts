/** Why no era could be established: one clear line that says what, and one that says what to do. */
import type { Transcript } from '../../evidence/transcript.ts';
import { at } from '../../judge/engine/json.ts';
import type { Subject } from '../../subject/subject.ts';
import { onlyEchoes } from './echo.ts';
import { endingOf } from './ending.ts';
import type { Reply } from './reply.ts';
import { silenceOf, UNHEARD } from './silence.ts';

export interface Problem {
  readonly kind: 'not-found' | 'exited' | 'silent' | 'unreachable' | 'tls' | 'no-era';
  readonly message: string;
  readonly advice: string;
}

const TLS = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

/** What a file must be given to, where it was given as the program itself. */
const INTERPRETERS: readonly (readonly [name: RegExp, interpreter: string])[] = [
  [/\.pyw?$/, 'python3'],
  [/\.go$/, 'go run'],
  [/\.[cm]?[jt]s$/, 'node'],
];

function startAdvice([program = '']: readonly string[], code: string): string {
  const [, interpreter] = INTERPRETERS.find(([name]) => name.test(program)) ?? [];
  if (interpreter !== undefined) return `A script needs its interpreter before it: ${interpreter} ${program}.`;
  return code === 'EACCES'
    ? 'Check that it is a file that may be executed, and not a folder; a script may need its interpreter before it (node server.js).'
    : 'Check the spelling and the PATH, and put the command after `--`, as you would type it.';
}

function processProblem(
  command: readonly string[],
  replies: readonly Reply[],
  transcript: Transcript,
): Problem | undefined {
  for (const event of transcript.events) {
    if (event.kind === 'failure' && (event.code === 'ENOENT' || event.code === 'EACCES')) {
      return {
        kind: 'not-found',
        message: `The command could not be started: ${command.join(' ')} (${event.code}).`,
        advice: startAdvice(command, event.code),
      };
    }
  }
  if (onlyEchoes(transcript.events))
    return {
      kind: 'no-era',
      message: 'The subject sends back what it is sent, letter by letter, and answers nothing.',
      advice:
        'Check that it is an MCP server; where a terminal stands between and echoes (docker run -t, ssh -t), leave that out.',
    };
  const ending = endingOf(transcript.events);
  const answered = replies.some(({ message }) => message !== undefined);
  if (!answered && replies.every(({ ended }) => ended) && ending !== undefined) {
    const { how, said } = ending;
    return {
      kind: 'exited',
      message: `The subject ended ${how} before it answered anything.${said === undefined ? '' : ` Its last words on stderr: “${said}”.`}`,
      advice: 'Start it by hand to see why. If it needs credentials or settings, pass them with --env NAME.',
    };
  }
  return undefined;
}

/** What the bodies say that came. */
const saidIn = ({ events }: Transcript): readonly string[] =>
  events.flatMap((event) => (event.kind === 'body' && event.text !== undefined ? [event.text] : []));

/**
 * Takes no POST, misses the `sessionId` that its own stream would have given us, or says so by its name: what a server of the first
 * transport over HTTP looks like to us. In the later one the id is a header, with hyphens.
 */
function looksOlder(url: string, statuses: readonly number[], said: readonly string[]): boolean {
  if (statuses.every((status) => status === 405) || /\/sse\/?$/.test(new URL(url).pathname)) return true;
  const isMissed = said.length > 0 && said.every((text) => /session_?id/i.test(text));
  return isMissed && statuses.every((status) => status >= 400 && status < 500);
}

/** Where a subject sends us on to; undefined where it does not, or not to what can be certified. */
function sentOn(url: string, replies: readonly Reply[]): string | undefined {
  for (const { status = 0, headers } of replies) {
    const location = status >= 300 && status < 400 ? headers?.get('location') : undefined;
    if (location === undefined || !URL.canParse(location, url)) continue;
    const { protocol, href } = new URL(location, url);
    if (protocol === 'http:' || protocol === 'https:') return href;
  }
  return undefined;
}

function httpProblem(url: string, replies: readonly Reply[], transcript: Transcript): Problem | undefined {
  const failures = replies.map(({ failure }) => failure);
  if (failures.every((failure) => failure !== undefined)) {
    const code = failures[0] ?? '';
    if (failures.some((failure) => TLS.test(failure ?? ''))) {
      return {
        kind: 'tls',
        message: `No TLS connection to ${url}: ${code}.`,
        advice: 'Check that the port speaks TLS (https) and that its certificate is valid for this host.',
      };
    }
    return {
      kind: 'unreachable',
      message: `Nothing answers at ${url}: ${code}.`,
      advice: 'Check that the server is running, and the host and port of the address.',
    };
  }
  const statuses = [...new Set(replies.flatMap(({ status }) => (status === undefined ? [] : [status])))];
  if (statuses.some((status) => status === 401 || status === 403)) {
    return {
      kind: 'no-era',
      message: `${url} refuses us (HTTP ${statuses.join(', ')}).`,
      advice: "If it needs credentials, pass them with --header 'Authorization: Bearer …'.",
    };
  }
  const elsewhere = sentOn(url, replies);
  if (elsewhere !== undefined && statuses.every((status) => status >= 300)) {
    return {
      kind: 'no-era',
      message: `${url} is not an MCP endpoint: it sends us on to ${elsewhere} (HTTP ${statuses.join(', ')}).`,
      advice: 'Give that address instead, if it is the one you mean: we follow nobody elsewhere.',
    };
  }
  // What a guard against DNS rebinding says of a Host that is not on its list.
  if (statuses.length > 0 && statuses.every((status) => status === 421)) {
    const { hostname } = new URL(url);
    return {
      kind: 'no-era',
      message: `${url} does not take ${hostname} for its name (HTTP 421).`,
      advice: `Give the address by a name that it allows${hostname === 'localhost' ? '' : ', such as localhost on this machine'}, or let it allow this one.`,
    };
  }
  if (statuses.length > 0 && statuses.every((status) => status >= 300)) {
    return {
      kind: 'no-era',
      message: `${url} is not an MCP endpoint (HTTP ${statuses.join(', ')}).`,
      advice: `Give the whole address of the MCP endpoint, with its path: many servers use /mcp.${looksOlder(url, statuses, saidIn(transcript)) ? ' A server that has HTTP+SSE alone, the transport before Streamable HTTP, cannot be certified.' : ''}`,
    };
  }
  return undefined;
}

/** Versions are dates; whatever else a subject lists is not repeated. */
const VERSION = /^\d{4}-\d{2}-\d{2}$/;

function disownedIn(replies: readonly Reply[]): Problem | undefined {
  for (const { error } of replies) {
    const listed = error?.code === -32022 ? at(error, 'data', 'supported') : undefined;
    const supported = Array.isArray(listed) ? listed.filter((each) => VERSION.test(String(each))).slice(0, 10) : [];
    if (supported.length === 0) continue;
    return {
      kind: 'no-era',
      message: `The subject does not serve the revision that was asked for: it says that it supports ${supported.join(', ')}.`,
      advice: 'Ask for one of these with --revision, or leave it out.',
    };
  }
  return undefined;
}

export function problemOf(subject: Subject, replies: readonly Reply[], transcript: Transcript): Problem {
  const { command = [], url = '' } = subject.described;
  const found =
    disownedIn(replies) ??
    (subject.transport === 'stdio'
      ? processProblem(command, replies, transcript)
      : httpProblem(url, replies, transcript));
  if (found !== undefined) return found;
  if (replies.every(({ message }) => message === undefined)) {
    const { message, advice } = subject.transport === 'stdio' ? silenceOf(transcript) : UNHEARD;
    return {
      kind: 'silent',
      message: `The subject answered neither \`initialize\` nor \`server/discover\`.${message}`,
      advice,
    };
  }
  const codes = [...new Set(replies.map(({ error }) => error?.code))].filter((code) => code !== undefined);
  const answer = codes.length === 0 ? 'results that name none' : `error ${codes.join(' and ')}`;
  const answered = replies.every(({ message }) => message !== undefined)
    ? `it answered \`initialize\` and \`server/discover\` with ${answer}`
    : `of \`initialize\` and \`server/discover\` it answered one with ${answer}, and the other with no message that can be read`;
  return {
    kind: 'no-era',
    message: `The subject offers no revision of MCP that we know: ${answered}.`,
    advice: 'Check that it is an MCP server; `--revision` asks for a particular revision.',
  };
}
