/** The words that pages use for values of the data. */
import type { Requirement, Testable } from '../../certifier/catalogue/requirement.ts';
import type { Transport } from '../../certifier/evidence/transcript.ts';
import { isNotTestedReason, REASON_WORDS } from '../../certifier/report/words.ts';

export const ROLE_WORDS: Readonly<Record<Requirement['role'], string>> = {
  server: 'server',
  client: 'client',
  'authorization-server': 'authorization server',
  host: 'host',
  both: 'client and server',
};

export const TRANSPORT_WORDS: Readonly<Record<Transport, string>> = {
  stdio: 'stdio',
  'streamable-http': 'Streamable HTTP',
};

export const TESTABLE_WORDS: Readonly<Record<Testable, string>> = {
  static: 'on any traffic',
  'black-box': 'by a probe',
  fixture: 'with a fixture',
  untestable: 'not by a machine',
};

/** Why something was not tested, as a person says it. */
export const reasonWords = (reason: string): string => (isNotTestedReason(reason) ? REASON_WORDS[reason].why : reason);

/** `1 requirement`, `2 requirements`. */
export const count = (number: number, singular: string, plural = `${singular}s`): string =>
  `${number} ${number === 1 ? singular : plural}`;

/** How often a rule was looked at: `nowhere`, `once`, `twice`, `5 times`. */
export const times = (number: number): string => ['nowhere', 'once', 'twice'][number] ?? `${number} times`;

/** As a sentence begins. */
export const capitalised = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
