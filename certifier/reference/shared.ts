/** What all connections to one server share. */
import { Changes } from './changes.ts';
import { Jobs } from './jobs.ts';
import { RateLimit } from './rate-limit.ts';

export class Shared {
  readonly changes = new Changes();
  readonly jobs = new Jobs();
  readonly rate = new RateLimit();
}
