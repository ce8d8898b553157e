/** Which submissions the programme can run again by itself: packages that npm serves, and that need no value of somebody else. */
import { TRANSPORTS } from '../folder.ts';
import { parsePurl } from '../purl.ts';
import type { Submission, SubmissionSubject } from '../submission.ts';

export const isOfNpm = ({ purl }: SubmissionSubject): boolean => parsePurl(purl ?? '')?.type === 'npm';

export const isReproducible = ({ subject, run }: Submission): boolean =>
  isOfNpm(subject) && TRANSPORTS.every((transport) => (run[transport]?.env ?? []).length === 0);
