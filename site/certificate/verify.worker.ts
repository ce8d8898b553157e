/** Verifies a certificate off the page's own thread: judging the transcript again takes a moment. */
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { type Bytes, sha256 } from '../../certifier/certificate/bytes.ts';
import { answering } from '../lib/worker-messages.ts';
import type { Answer, Question } from './protocol.ts';
import { verified } from './verifying.ts';

async function fetched(address: string): Promise<Bytes | undefined> {
  const response = await fetch(address).catch(() => undefined);
  return response?.ok === true ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

answering<Question, Answer>((question, tell) => {
  const addressOf = (hex: string): string => question.bundle.replace('*', hex);
  return verified(
    question,
    {
      fetch: fetched,
      bundles: {
        find: (digest) => fetched(addressOf(digest.replace(/^sha256:/, ''))),
        // The verifier has compared the digest. By its address, not from a blob: scripts come from the site alone.
        open: async (bytes) =>
          import(/* @vite-ignore */ addressOf(await sha256(Uint8Array.from(bytes)))) as Promise<JudgeModule>,
      },
    },
    tell,
  );
});
