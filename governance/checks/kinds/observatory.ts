/** The lists of the observatory. That they agree with each other is for its own tests. */
import type { z } from 'zod';
import { Expected } from '../../../certifier/observatory/expected.ts';
import { readList } from '../../../certifier/observatory/files.ts';
import { EXPECTED_FOLDER, OBSERVATORY } from '../../../certifier/observatory/folder.ts';
import { ReasonList } from '../../../certifier/observatory/reasons.ts';
import { ServerList } from '../../../certifier/observatory/server.ts';
import { textOf } from '../../files.ts';
import { inside, type Kind, schemaProblem } from '../kind.ts';

const list = (name: string, folder: string, ending: RegExp, schema: z.ZodType): Kind => ({
  name,
  required: true,
  find: (files) => inside(files, folder, ending),
  check: (paths, files) =>
    paths.flatMap((path) => {
      const read = readList(textOf(files, path) ?? '', schema);
      return 'findings' in read ? read.findings.map((finding) => schemaProblem(path, finding)) : [];
    }),
});

export const OBSERVED_SERVERS = list('observed servers', OBSERVATORY, /^servers\.yaml$/, ServerList);
export const OBSERVED_REASONS = list('reasons for breaches', OBSERVATORY, /^reasons\.yaml$/, ReasonList);
export const EXPECTED_RESULTS = list('expected results', EXPECTED_FOLDER, /\.yaml$/, Expected);
