/** The version of the suite: what a transcript, a report and a certificate name. Equal to the package's; a test holds them together. */
export const SUITE_VERSION = '0.1.0';
