/** What probes note in a transcript by these very words, so that a report can tell it from other notes. */

/** Nobody said that the subject keeps the fixture contract. */
export const NOT_SAID_TO_KEEP = 'only tools of the fixture contract are known to do this';
