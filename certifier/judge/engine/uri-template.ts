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
