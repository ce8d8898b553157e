/** The file as it stands in the repository. */
import { fileResponse } from '../../lib/files.ts';

export const GET = (): Response => fileResponse('rfcs/process.yaml');
