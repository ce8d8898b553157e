/** URI templates (RFC 6570), as far as it takes to say that a URI is none of a template's. */

/**
 * Whether the template could give this URI. What stands outside the braces must be there, in order; what an expression gives is
 * not looked at, so this says yes too often and never no where it should not.
 */
export function mayMatch(template: string, uri: string): boolean {
  const literals = template.split(/\{[^}]*\}/);
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return uri === template;
  if (!uri.startsWith(first)) return false;
  let from = first.length;
  for (const literal of rest) {
    const at = uri.indexOf(literal, from);
    if (at === -1) return false;
    from = at + literal.length;
  }
  return uri.length - last.length >= from && uri.endsWith(last);
}

/** The variables of a template: what stands in its braces, without operators and modifiers. */
export const variablesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{[+#./;?&]?([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((each) => each.replace(/(:\d+|\*)$/, '')),
  );

/** What a simple expression can give (RFC 6570, section 3.2.2): unreserved characters, and octets as `%20`. */
const EXPANDED = /^(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+$/;

/**
 * Whether the template gives this URI, beyond doubt: each of its expressions is a simple one, and what stands in its place could come
 * of nothing else. Says no too often and never yes where it should not.
 */
export function surelyMatches(template: string, uri: string): boolean {
  const [first = '', ...rest] = template.split(/\{[A-Za-z0-9_.]+\}/);
  const last = rest.pop();
  if (last === undefined || template.replace(/\{[A-Za-z0-9_.]+\}/g, '').match(/[{}]/) !== null) return false;
  if (!uri.startsWith(first) || rest.includes('')) return false;
  let from = first.length;
  for (const literal of rest) {
    const at = uri.indexOf(literal, from);
    if (at === -1 || !EXPANDED.test(uri.slice(from, at))) return false;
    from = at + literal.length;
  }
  const end = uri.length - last.length;
  return end > from && uri.endsWith(last) && EXPANDED.test(uri.slice(from, end));
}
