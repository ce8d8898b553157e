/** specification/elicitation.md: URLs. */
import { isWellCarried, wasHeard } from '../engine/carriage.ts';
import type { Checks } from '../engine/check.ts';
import { member, quote } from '../engine/json.ts';
import type { Question } from '../engine/questions.ts';
import { answerWords, hasSucceeded } from '../engine/rounds.ts';
import { type Asked, pages, visited } from './readers.ts';

/** The page of the fixture contract that nobody can complete. */
const NEVER_DONE = 'test_elicitation_url';

/** The parser of browsers forgives spaces around an address, and a host without its slashes (RFC 9110, section 4.2); nobody else does. */
const FORGIVEN = /\s|^https?:(?!\/\/[^/\\?#])/i;

const urlOf = ({ params }: Asked): URL | null => {
  const url = member(params, 'url');
  return typeof url === 'string' && !FORGIVEN.test(url) ? URL.parse(url) : null;
};

/** The machine itself, and the names that are set aside for testing (RFC 6761). */
const isForDevelopment = ({ hostname }: URL): boolean =>
  /(?:^|\.)(?:localhost|test)$/.test(hostname) || /^127(?:\.\d+){3}$/.test(hostname) || hostname === '[::1]';

const octets = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
/** An address within an address is encoded twice, and one within that once more. */
const DEEPEST = 3;
const decoded = (text: string, depth = DEEPEST): string => {
  const plain = text.replace(/(?:%[\da-f]{2})+/gi, octets);
  return plain === text || depth === 1 ? plain : decoded(plain, depth - 1);
};

const EMAIL = /([\w.+-]+)@([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/gi;
/** Before the @: what clones a repository, and addresses that are an office's and no person's. */
const NOBODY =
  /^(?:git|hg|svn|no-?reply|support|help|helpdesk|info|contact|sales|admin|security|privacy|abuse|postmaster|webmaster)$/i;
/** Behind it: accounts of programs, calendars that have an address, and the name of an image for dense screens. */
const NO_PERSON = /\.(?:gserviceaccount|calendar\.google)\.com$|^\dx\./i;

/** Where a credential stood that the user gave: what was declared to be secret is replaced in a transcript. */
const REPLACED = /[?&#][\w.-]*(?:token|bearer|authorization|passw(?:or)?d|credentials?|jwt)=(?:bearer )?\[secret\]/i;

/**
 * What plainly belongs to the user in an address: a name and password before the host, a credential, an e-mail address that is
 * not the server's own.
 */
function userDataIn(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'a user name or a password before the host';
  const text = decoded(`${url.pathname}${url.search}${url.hash}`);
  if (REPLACED.test(text)) return 'a credential that the server was given';
  for (const [address, name = '', domain = ''] of text.matchAll(EMAIL)) {
    const isOwn = url.hostname === domain || url.hostname.endsWith(`.${domain}`);
    if (!isOwn && !NOBODY.test(name) && !NO_PERSON.test(domain)) return `the e-mail address ${quote(address)}`;
  }
  return undefined;
}

/**
 * Parameters that let in whoever has the address, by what they are: the bearer's token (RFC 6750, section 2.3), and the signatures of
 * addresses that were signed beforehand. Others may open something or not: `token` and `jwt` may hold a state, and `api_key` names
 * an application that asks the user to log in.
 */
const LETS_IN = /^(?:access_token|x-(?:amz|goog)-signature)$/;
/** What is shorter is no token, but a flag or the name of one. */
const SHORTEST_TOKEN = 8;

/** Signatures whose name may mean anything, by what always stands beside them: Azure Storage, and CloudFront. */
const SIGNED: readonly (readonly string[])[] = [
  ['sig', 'sv', 'se', 'sp'],
  ['signature', 'key-pair-id'],
];

const openingIn = (url: URL): string | undefined => {
  const parameters = [...url.searchParams, ...new URLSearchParams(url.hash.replace(/^#\??/, ''))];
  const names = new Set(parameters.map(([name]) => name.toLowerCase()));
  const signatures = SIGNED.filter((all) => all.every((name) => names.has(name))).map(([signature]) => signature);
  return parameters.find(
    ([name, value]) =>
      value.length >= SHORTEST_TOKEN && (LETS_IN.test(name.toLowerCase()) || signatures.includes(name.toLowerCase())),
  )?.[0];
};

export const checks: Checks = {
  'elicitation.url.not-preauthenticated': (view, sink) => {
    for (const question of visited(view)) {
      const url = urlOf(question);
      if (url === null) continue;
      sink.examined();
      const found = openingIn(url);
      if (found === undefined) continue;
      sink.finding({
        message: `The URL of an elicitation lets in whoever has it, by its parameter ${quote(found)}.`,
        expected: 'a URL that opens nothing by itself: the page asks who the user is',
        actual: quote(url.href),
        seq: [...question.seq],
      });
    }
  },

  'elicitation.url.mode': (view, sink) => {
    for (const { params, seq } of pages(view)) {
      if (!Object.hasOwn(params, 'url')) continue;
      sink.examined();
      const mode = member(params, 'mode');
      if (mode === 'url') continue;
      sink.finding({
        message: 'A request with a URL does not say that it is in URL mode.',
        expected: '`mode` "url"',
        actual: mode === undefined ? 'no `mode`' : quote(mode),
        seq: [...seq],
      });
    }
  },

  'elicitation.url.valid': (view, sink) => {
    for (const question of visited(view)) {
      sink.examined();
      if (urlOf(question) !== null) continue;
      const url = member(question.params, 'url');
      sink.finding({
        message: 'An elicitation in URL mode has no URL that can be opened.',
        expected: '`url`, an absolute URL',
        actual: url === undefined ? 'no `url`' : quote(url),
        seq: [...question.seq],
      });
    }
  },

  'elicitation.url.https': (view, sink) => {
    for (const question of visited(view)) {
      const url = urlOf(question);
      if (url === null) continue;
      sink.examined();
      if (url.protocol === 'https:' || (url.protocol === 'http:' && isForDevelopment(url))) continue;
      sink.finding({
        message: 'The page of an elicitation is not served over HTTPS.',
        expected: 'an `https` URL, or a loopback address for development',
        actual: quote(url.href),
        seq: [...question.seq],
      });
    }
  },

  'elicitation.url.no-user-data': (view, sink) => {
    for (const question of visited(view)) {
      const url = urlOf(question);
      if (url === null) continue;
      sink.examined();
      const found = userDataIn(url);
      if (found === undefined) continue;
      sink.finding({
        message: `The URL of an elicitation holds ${found}.`,
        expected: 'a URL without data of the user',
        actual: quote(url.href),
        seq: [...question.seq],
      });
    }
  },

  'elicitation.url.reevaluated': (view, sink) => {
    for (const question of pages(view)) {
      for (const { value, call } of question.reactions) {
        if (member(value, 'action') !== 'accept' || call?.response === undefined) continue;
        // What was turned away for its credentials, or as one too many, was not looked at.
        if (!isWellCarried(view, call) || !wasHeard(call)) continue;
        sink.examined();
        const isTaken = hasSucceeded(call) && member(call.params, 'name') === NEVER_DONE;
        if (call.error === undefined && !isTaken) continue;
        sink.finding({
          message: isTaken
            ? 'The server takes a page that was opened for one that was completed.'
            : 'After the user agreed to open a page, the request is answered with an error.',
          expected: 'the final result once the page is done, or the same question again',
          actual: answerWords(call, quote),
          seq: [call.response.seq, call.request.seq, ...question.seq],
        });
      }
    }
  },

  'elicitation.url.id': (view, sink) => {
    for (const { params, seq } of pages(view)) {
      sink.examined();
      const id = member(params, 'elicitationId');
      if (typeof id === 'string' && id !== '') continue;
      sink.finding({
        message: 'An elicitation in URL mode has no id.',
        expected: '`elicitationId`, a text',
        actual: id === undefined ? 'no `elicitationId`' : quote(id),
        seq: [...seq],
      });
    }
  },

  'elicitation.url.id-unique': (view, sink) => {
    const first = new Map<string, Question>();
    for (const question of pages(view)) {
      const id = member(question.params, 'elicitationId');
      if (typeof id !== 'string') continue;
      sink.examined();
      // Over stdio another connection is another process, which knows nothing of the ids that this one gave.
      const place = `${view.transport === 'stdio' ? question.connection : ''} ${id}`;
      const before = first.get(place);
      if (before === undefined) {
        first.set(place, question);
        continue;
      }
      // A stream that is resumed brings the same request once more.
      if (before.connection === question.connection && before.id === question.id) continue;
      sink.finding({
        message: 'Two elicitations have the same id.',
        expected: 'an `elicitationId` of its own for each',
        actual: quote(id),
        seq: [...question.seq, ...before.seq],
      });
    }
  },
};
