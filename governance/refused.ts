/** Something that the person who asked can mend: one line, and nothing was written. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}
