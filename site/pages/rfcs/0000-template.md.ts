/** The file as it stands in the repository. */
import { fileResponse } from '../../lib/files.ts';

export const GET = (): Response => fileResponse('rfcs/0000-template.md');
