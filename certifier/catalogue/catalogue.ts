/** The compiled catalogue, prose and all: for whoever shows a requirement. The judge reads rules.ts. */
import catalogueFile from '../../specification/catalogue.json' with { type: 'json' };
import type { Catalogue } from './requirement.ts';

export const catalogue = catalogueFile as Catalogue;
