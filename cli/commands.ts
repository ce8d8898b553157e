/** The commands: what the help says of each, and where it is. */
import type { Command } from 'commander';

export interface CommandModule {
  /** Gives the command its arguments, options and action. `foreign` is what stands after `--`, where that stands there. */
  define(command: Command, foreign?: readonly string[]): void;
}

interface Entry {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  load(): Promise<CommandModule>;
}

export const COMMANDS: readonly Entry[] = [
  {
    name: 'certify',
    usage: '[options] <url> | -- <command…>',
    summary: 'probe a server, judge it, and report',
    load: () => import('./commands/certify.ts'),
  },
  {
    name: 'judge',
    usage: '[options] <transcript.jsonl>',
    summary: 'judge a recording again',
    load: () => import('./commands/judge.ts'),
  },
  {
    name: 'explain',
    usage: '<requirement id | error code | header | method>',
    summary: 'a rule: why it is there, examples, how to mend',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'list',
    usage: '[options] requirements|checks|probes|mutants|profiles',
    summary: 'what this version of the suite holds',
    load: () => import('./commands/list.ts'),
  },
  {
    name: 'submit',
    usage: '[options] <folder…> | --check <folder>',
    summary: 'make a submission from a run, or say what is wrong with one',
    load: () => import('./commands/submit.ts'),
  },
  {
    name: 'reproduce',
    usage: '[options] <folder>',
    summary: 'run the artifact of a submission again, and compare the outcomes',
    load: () => import('./commands/reproduce.ts'),
  },
  {
    name: 'keygen',
    usage: '[options] <file>',
    summary: 'make a key to sign with',
    load: () => import('./commands/keygen.ts'),
  },
  {
    name: 'issue',
    usage: '[options] <folder>',
    summary: 'sign a certificate for a run',
    load: () => import('./commands/issue.ts'),
  },
  {
    name: 'verify',
    usage: '[options] <folder | certificate>',
    summary: 'check a certificate, and judge its transcript again',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'renew',
    usage: '[options] <folder>',
    summary: 'issue a certificate anew, by the judge of today',
    load: () => import('./commands/renew.ts'),
  },
  {
    name: 'supersede',
    usage: '[options] <certificate>',
    summary: 'say that another certificate took its place',
    load: () => import('./commands/supersede.ts'),
  },
  {
    name: 'revoke',
    usage: '[options] <certificate>',
    summary: 'take a certificate back, with the reason',
    load: () => import('./commands/revoke.ts'),
  },
  {
    name: 'status',
    usage: '[options] [folder]',
    summary: 'what the status log says; add what time alone brings',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'recheck',
    usage: '[options] [folders…]',
    summary: 'judge every stored transcript again, and say what would change',
    load: () => import('./commands/recheck.ts'),
  },
  {
    name: 'badge',
    usage: '[options] <folder | certificate>',
    summary: 'make a badge from a verified certificate',
    load: () => import('./commands/badge.ts'),
  },
  {
    name: 'spec',
    usage: 'build | check | lock',
    summary: 'compile the catalogue; say what is incomplete (checkout only)',
    load: () => import('./commands/spec.ts'),
  },
  {
    name: 'rfc',
    usage: 'new | check | advance | list | show | graph | explain',
    summary: 'the process that changes the rules (checkout only)',
    load: () => import('./commands/rfc.ts'),
  },
  {
    name: 'wg',
    usage: 'new | check | list | explain',
    summary: 'working groups (checkout only)',
    load: () => import('./commands/wg.ts'),
  },
  {
    name: 'bot',
    usage: 'plan | run | schedule | offer | digest | codeowners',
    summary: 'what follows from the files, done on GitHub (checkout only)',
    load: () => import('./commands/bot.ts'),
  },
];
