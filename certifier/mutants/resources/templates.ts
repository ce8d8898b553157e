/** specification/resources.md, the type of a template. */
import { objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** Each template promises a document for printing, whatever it gives. */
  'resources.templates.mime-type-uniform': onResult('resources/templates/list', (result) => ({
    ...result,
    resourceTemplates: objectsIn(result.resourceTemplates).map((each) => ({ ...each, mimeType: 'application/pdf' })),
  })),
};
