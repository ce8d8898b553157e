/** What a report made in the browser is told with, and does not hold itself. */
import type { Catalogue } from '../../certifier/catalogue/requirement.ts';
import type { Statements } from './protocol.ts';

export const statementsOf = ({ requirements }: Pick<Catalogue, 'requirements'>): Statements =>
  Object.fromEntries(requirements.map(({ id, statement, basis }) => [id, { statement, basis }]));
