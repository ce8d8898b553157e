/** The judge bundle of a suite, as the site serves it: loaded once, on demand, and run only where its bytes are the ones named. */
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { type Bytes, sha256 } from '../../certifier/certificate/bytes.ts';
import type { JudgeAddress } from './protocol.ts';

const opened = new Map<string, Promise<JudgeModule>>();

export async function fetched(address: string, what: string): Promise<Bytes> {
  const response = await fetch(address).catch(() => undefined);
  if (response?.ok !== true) throw new Error(`The ${what} could not be loaded. Reload the page to try again.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function open({ bundle, digest }: JudgeAddress): Promise<JudgeModule> {
  const actual = `sha256:${await sha256(await fetched(bundle, 'judge'))}`;
  if (actual !== digest)
    throw new Error(`The judge that was served is ${actual}, and not ${digest}. Nothing was judged.`);
  // By its own address, not from a blob: the policy of the site lets scripts come from the site alone.
  return import(/* @vite-ignore */ bundle) as Promise<JudgeModule>;
}

export function openJudge(address: JudgeAddress): Promise<JudgeModule> {
  const known = opened.get(address.digest) ?? open(address);
  opened.set(address.digest, known);
  return known;
}
