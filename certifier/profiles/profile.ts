/**
 * A named set of requirements for a role, revision and transport. Data stands in the JSON files beside this one. When it is
 * frozen: RFC 0006.
 */
import type { Revision } from '../catalogue/requirement.ts';
import type { Role, Transport } from '../evidence/transcript.ts';

export interface Profile {
  readonly name: string;
  readonly role: Role;
  readonly revision: Revision;
  readonly transport: Transport;
  /** Requirements that the verdict rests on. */
  readonly requirements: readonly string[];
  /**
   * What must have been observed before anything is called conformant: each of these requirements, and of each group at least one.
   * A group says "some feature", whichever the subject has.
   */
  readonly core: readonly (string | readonly string[])[];
}
