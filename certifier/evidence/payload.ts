/** Bytes as a payload of the transcript, and back. Runs anywhere. */
import type { Payload } from './transcript.ts';

// A byte order mark is a byte that was on the wire: without `ignoreBOM` the decoder would swallow it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `String.fromCharCode` takes its bytes as arguments, and engines bound their number. */
const STEP = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += STEP) {
    binary += String.fromCharCode(...bytes.subarray(start, start + STEP));
  }
  return btoa(binary);
}

export function payloadOf(bytes: Uint8Array): Payload {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { base64: toBase64(bytes) };
  }
}

/** The bytes that a payload stands for. */
export function bytesOf(payload: Payload): Uint8Array {
  if (payload.base64 === undefined) return new TextEncoder().encode(payload.text);
  return Uint8Array.from(atob(payload.base64), (character) => character.charCodeAt(0));
}
