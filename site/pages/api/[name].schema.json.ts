/** The schemas of the files that the command writes, as they stand in the repository, and those of the data of results. */
import { FILE_SCHEMAS } from '../../api/schemas.ts';
import { fileText, jsonText, textResponse } from '../../lib/files.ts';
import { RESULT_SCHEMAS } from '../../results/api.ts';

export const getStaticPaths = () => [
  ...FILE_SCHEMAS.map(({ name, file }) => ({ params: { name }, props: { text: fileText(file) } })),
  ...Object.entries(RESULT_SCHEMAS).map(([name, schema]) => ({ params: { name }, props: { text: jsonText(schema) } })),
];

export const GET = ({ props: { text } }: { readonly props: { readonly text: string } }): Response =>
  textResponse(text, 'application/schema+json');
