/** The compiled catalogue, as it is committed. */
import { CATALOGUE_FILE } from '../../lib/catalogue.ts';
import { fileResponse } from '../../lib/files.ts';

export const GET = (): Response => fileResponse(CATALOGUE_FILE);
