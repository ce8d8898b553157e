/** The form of a seed that the programme issued: its day, and a digest that `certifier/submission/seed.ts` makes. */
const ISSUED = /^(\d{4}-\d{2}-\d{2})-[0-9a-f]{16}$/;

/** YYYY-MM-DD; undefined for a seed of another form, which nobody issued. */
export const issuedOn = (seed: string): string | undefined => ISSUED.exec(seed)?.[1];
