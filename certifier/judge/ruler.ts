/** The ruler: catalogue, checks and profiles together, as this version of the suite has them. */
import catalogue from '../../specification/catalogue.json' with { type: 'json' };
import type { Catalogue } from '../catalogue/requirement.ts';
import { profiles } from '../profiles/profiles.ts';
import type { Checks } from './engine/check.ts';
import type { Ruler } from './judge.ts';
import { checks as tools } from './tools.ts';

export const checks: Checks = { ...tools };

export const ruler: Omit<Ruler, 'suite'> = { catalogue: catalogue as Catalogue, checks, profiles };
