/** An id that stays when the site moves: a name-based UUID (RFC 9562, version 5) of what the thing is called among us. */
import { createHash } from 'node:crypto';

/** Ours alone; it never changes, or every reader would see every entry again. */
const NAMESPACE = Buffer.from('5d0c6f0e3a5b4c0c9a55b1f6f6a0c9d3', 'hex');

export const permanentId = (name: string): string => {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
