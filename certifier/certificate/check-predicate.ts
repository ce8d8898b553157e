/** Whether a value is a certificate as `certificate.schema.json` says. */
import schema from './certificate.schema.json' with { type: 'json' };
import { problemBy } from './schema-problem.ts';

/** What is wrong first, one line; undefined where nothing is. */
export const predicateProblem = problemBy(schema);
