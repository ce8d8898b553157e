/** The compiled rules: what the judge, and so the judge bundle, reads of the catalogue. */
import rulesFile from '../../specification/rules.json' with { type: 'json' };
import type { Rule } from './requirement.ts';

export const rules = rulesFile as readonly Rule[];
