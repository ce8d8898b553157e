/** Every working group, for programs. */
import { groupsData } from '../../governance/api.ts';
import { groups, policy } from '../../governance/documents.ts';
import { groupPath, rfcPath } from '../../governance/paths.ts';
import { jsonResponse } from '../../lib/files.ts';

export const GET = (): Response => jsonResponse(groupsData(policy(), groups(), { rfc: rfcPath, group: groupPath }));
