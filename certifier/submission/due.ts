/** Results that may have a certificate and have none: asked for by those who make the subject, and conformant. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Transport } from '../evidence/transcript.ts';
import { CERTIFICATE_FILES } from './folder.ts';
import { type Published, reportIn, submissionsIn } from './programme.ts';

const [CERTIFICATE] = CERTIFICATE_FILES;

export interface Due {
  readonly published: Published;
  readonly transport: Transport;
}

export const dueIn = (root: string): readonly Due[] =>
  submissionsIn(root)
    .filter(({ submission }) => submission.submitter.for === 'vendor')
    .flatMap((published) =>
      published.transports
        .filter((transport) => !existsSync(join(root, published.folder, transport, CERTIFICATE)))
        .filter((transport) => {
          const { verdict } = reportIn(root, published, transport);
          return verdict === 'conformant' || verdict === 'conformant-with-waivers';
        })
        .map((transport) => ({ published, transport })),
    );
