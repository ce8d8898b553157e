/**
 * The register of frozen profiles: name → hex SHA-256 of its file, from the release on with which the first certificate that
 * counts named it. RFC 0006. None has been named yet.
 */
export type Frozen = Readonly<Record<string, string>>;

export const frozen: Frozen = {};
