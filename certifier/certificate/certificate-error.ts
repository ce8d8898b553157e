/** What a person did wrong or holds wrong. Its message is one line that says what, and what to do. */
export class CertificateError extends Error {
  override readonly name: string = 'CertificateError';
}
