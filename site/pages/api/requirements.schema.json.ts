/** What /api/requirements.json holds. */
import { jsonResponse } from '../../lib/files.ts';
import { requirementsJsonSchema } from '../../specification/api.ts';

export const GET = (): Response => jsonResponse(requirementsJsonSchema());
