/** Every rule with its reason and its examples, each once, in the order in which they are listed. */
import { RFC_RULES, RFC_WHOLE_RULES } from '../rfc/rules/index.ts';
import { CHARTER_RULES, GROUP_RULES } from '../wg/rules/index.ts';
import type { RuleText } from './rule.ts';

export const ALL_RULES: readonly RuleText[] = [
  ...new Map<string, RuleText>(
    [...RFC_RULES, ...RFC_WHOLE_RULES, ...CHARTER_RULES, ...GROUP_RULES].map((rule) => [rule.id, rule]),
  ).values(),
];
