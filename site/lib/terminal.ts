/** The output of a command, taken apart for the page: which words stand out, as colour does in a terminal. */

export interface TerminalPart {
  readonly kind: 'plain' | 'typed' | 'rule' | 'fail' | 'quiet' | 'rule-off';
  readonly text: string;
}

const KINDS: readonly (readonly [TerminalPart['kind'], RegExp])[] = [
  ['typed', /^\$ .*$/],
  ['rule-off', /^──.*$/],
  ['quiet', /^ *(?:https:\/\/\S+|accord explain \S+)$|^…$/],
  ['fail', /^ *(?:fail\b.*|≢ .*)$/],
  ['quiet', /^ *(?:expected|actual) /],
  ['rule', /^ *\d+ [←→] .*$/],
];

/** Each line, in one or two parts: what a rule above names, and the rest. */
export const terminalLines = (text: string): readonly (readonly TerminalPart[])[] =>
  text.split('\n').map((line) => {
    for (const [kind, pattern] of KINDS) {
      const found = pattern.exec(line)?.[0];
      if (found === undefined) continue;
      const rest = line.slice(found.length);
      return rest === ''
        ? [{ kind, text: line }]
        : [
            { kind, text: found },
            { kind: 'plain' as const, text: rest },
          ];
    }
    return [{ kind: 'plain', text: line }];
  });
