/** Every requirement, for programs. */
import { catalogue } from '../../lib/catalogue.ts';
import { jsonResponse } from '../../lib/files.ts';
import { requirementsData } from '../../specification/api.ts';
import { stateOf } from '../../specification/state.ts';

export const GET = (): Response => jsonResponse(requirementsData(catalogue(), stateOf));
