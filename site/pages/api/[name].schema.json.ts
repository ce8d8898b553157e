/** The schemas of files, as they stand in the repository. */
import { FILE_SCHEMAS } from '../../api/schemas.ts';
import { fileResponse } from '../../lib/files.ts';

export const getStaticPaths = () => FILE_SCHEMAS.map(({ name, file }) => ({ params: { name }, props: { file } }));

export const GET = ({ props: { file } }: { readonly props: { readonly file: string } }): Response => fileResponse(file);
