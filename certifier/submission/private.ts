/**
 * Text that was perhaps not meant to be published: places on somebody's machine, addresses of people, credentials. It is found by
 * its form, so something may be found that is harmless, and not everything that is private can be found.
 */

export const PRIVATE_KINDS = ['home folder', 'temporary folder', 'e-mail address', 'credential'] as const;
export type PrivateKind = (typeof PRIVATE_KINDS)[number];

export interface PrivateText {
  readonly kind: PrivateKind;
  readonly text: string;
  /** Position in the text that was searched. */
  readonly index: number;
}

interface Form {
  readonly kind: PrivateKind;
  /** Stands in every match, so that a text without it need not be searched. */
  readonly holds?: string;
  readonly pattern: RegExp;
  /** The whole match is harmless. */
  readonly unless?: RegExp;
}

/** Users of no one, and users of build services and images. */
const NOBODY =
  '(?:user(?:name)?|you(?:r[-_]?(?:user)?name)?|me|name|example|runner|node|app|shared|public|<[^>]*>|\\$\\{?[A-Z]+\\}?)';

const FORMS: readonly Form[] = [
  {
    kind: 'home folder',
    pattern: /\/(?:home|Users)\/[\p{L}\p{N}._-]+/gu,
    unless: new RegExp(`^/(?:home|Users)/${NOBODY}$`, 'i'),
  },
  { kind: 'home folder', pattern: /\/root(?=\/)(?:\/[\w.@-]+)+/g },
  {
    kind: 'home folder',
    pattern: /\b[A-Za-z]:(?:\\+|\/)Users(?:\\+|\/)[\p{L}\p{N}._-]+/gu,
    unless: new RegExp(`(?:\\\\|/)${NOBODY}$`, 'i'),
  },
  { kind: 'temporary folder', pattern: /(?:\/private)?\/(?:tmp|var\/folders|var\/tmp)\/[\w.@-]+(?:\/[\w.@-]+)*/g },
  {
    kind: 'credential',
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|sk-[A-Za-z0-9_-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,})/g,
  },
  { kind: 'credential', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
  { kind: 'credential', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  {
    kind: 'credential',
    holds: '://',
    pattern: /\/\/[^\s/:@"'<>]{1,100}:[^\s/@"'<>]{3,200}@/gi,
    unless: /:(?:\{|\$|<|password|pass|pw)/i,
  },
  { kind: 'credential', pattern: /\b(?:Bearer|Basic) [A-Za-z0-9+/=._~-]{16,}/g },
  {
    kind: 'credential',
    pattern:
      /\b(?:api[_-]?key|client[_-]?secret|secret[_-]?key|access[_-]?token|refresh[_-]?token|passw(?:or)?d)\\*["']?\s*[:=]\s*\\*["']?[A-Za-z0-9+/_=.-]{16,}/gi,
  },
];

const ADDRESS = /@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;
const LOCAL_PART = /[\p{L}\p{N}._%+-]{1,64}$/u;
/** Nobody's: domains that are reserved for examples, the user of git, and files that are named like domains. */
const NO_ADDRESS =
  /^git@|@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$|@(?:[\w-]+\.)+(?:js|ts|json|md|png|jpe?g|svg|css|html?)$/i;

/** From the sign on and then back: there are few such signs, and many characters that could begin an address. */
function* addresses(text: string): Generator<PrivateText> {
  for (const { 0: domain, index } of text.matchAll(ADDRESS)) {
    const [local] = LOCAL_PART.exec(text.slice(Math.max(0, index - 64), index)) ?? [];
    if (local === undefined || NO_ADDRESS.test(local + domain)) continue;
    yield { kind: 'e-mail address', text: local + domain, index: index - local.length };
  }
}

/** In order of their places; where one lies within another, only the first. */
export function privateTexts(text: string, known: readonly string[] = []): readonly PrivateText[] {
  const isKnown = (whole: string): boolean => known.some((each) => each.includes(whole));
  const found: PrivateText[] = [...addresses(text)].filter((each) => !isKnown(each.text));
  for (const { kind, pattern, unless } of FORMS.filter(({ holds = '' }) => text.includes(holds)))
    for (const match of text.matchAll(pattern)) {
      const [whole] = match;
      if (unless?.test(whole) === true || isKnown(whole)) continue;
      found.push({ kind, text: whole, index: match.index });
    }
  found.sort((a, b) => a.index - b.index || b.text.length - a.text.length);
  let end = 0;
  return found.filter(({ index, text: { length } }) => {
    if (index < end) return false;
    end = index + length;
    return true;
  });
}
