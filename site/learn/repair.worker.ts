/** The server of the tutorial, the probes and the judge, in a worker: a try never holds the page. */
import { answering } from '../lib/worker-messages.ts';
import { type Try, tried } from './trying.ts';

export interface Question {
  /** The rule of each step, as it was edited. */
  readonly texts: Readonly<Record<string, string>>;
}

answering<Question, Try>(({ texts }) => tried(texts));
