/** What /api/rfcs.json holds. */
import { rfcsJsonSchema } from '../../governance/api.ts';
import { policy } from '../../governance/documents.ts';
import { jsonResponse } from '../../lib/files.ts';

export const GET = (): Response => jsonResponse(rfcsJsonSchema(policy()));
