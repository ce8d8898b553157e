/** The published JSON Schema of submission.yaml, made from the schema that reads it; what is written in code alone is not in it. */
import * as z from 'zod';
import { jsonText } from '../report/json.ts';
import { Submission } from './submission.ts';

export const SCHEMA_FILE = 'certifier/submission/submission.schema.json';

export function submissionSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(Submission, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    $id: 'urn:mcp-accord:submission:1',
    title: 'Submission',
    description:
      'What submission.yaml says. Rules that compare several fields, or the file with others, are the admission rules (accord submit --check).',
    ...schema,
  };
}

export const submissionSchemaText = (): string => jsonText(submissionSchema());
