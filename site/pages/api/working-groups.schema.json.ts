/** What /api/working-groups.json holds. */
import { groupsJsonSchema } from '../../governance/api.ts';
import { policy } from '../../governance/documents.ts';
import { jsonResponse } from '../../lib/files.ts';

export const GET = (): Response => jsonResponse(groupsJsonSchema(policy()));
