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
    kind: 'e-mail address',
    pattern: /[\p{L}\p{N}._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/gu,
    unless:
      /^git@|@(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$|@(?:[\w-]+\.)+(?:js|ts|json|md|png|jpe?g|svg|css|html?)$/i,
  },
  {
    kind: 'credential',
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|sk-[A-Za-z0-9_-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,})/g,
  },
  { kind: 'credential', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
  { kind: 'credential', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  {
    kind: 'credential',
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'<>]{1,100}:[^\s/@"'<>]{3,200}@/gi,
    unless: /:(?:\{|\$|<|password|pass|pw)/i,
  },
  { kind: 'credential', pattern: /\b(?:Bearer|Basic) [A-Za-z0-9+/=._~-]{16,}/g },
  {
    kind: 'credential',
    pattern:
      /\b(?:api[_-]?key|client[_-]?secret|secret[_-]?key|access[_-]?token|refresh[_-]?token|passw(?:or)?d)\\*["']?\s*[:=]\s*\\*["']?[A-Za-z0-9+/_=.-]{16,}/gi,
  },
];

/** In order of their places; where one lies within another, only the first. */
export function privateTexts(text: string, known: readonly string[] = []): readonly PrivateText[] {
  const found: PrivateText[] = [];
  for (const { kind, pattern, unless } of FORMS)
    for (const match of text.matchAll(pattern)) {
      const [whole] = match;
      if (unless?.test(whole) === true || known.some((each) => each.includes(whole))) continue;
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
