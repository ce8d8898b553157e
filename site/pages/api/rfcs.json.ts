/** Every RFC, for programs. */
import { rfcsData } from '../../governance/api.ts';
import { policy, rfcs } from '../../governance/documents.ts';
import { groupPath, rfcPath } from '../../governance/paths.ts';
import { jsonResponse } from '../../lib/files.ts';

export const GET = (): Response => jsonResponse(rfcsData(policy(), rfcs(), { rfc: rfcPath, group: groupPath }));
