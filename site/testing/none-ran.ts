/** A run that was asked for tests by name, and finds none of that name, has shown nothing: it fails. */
import type { Reporter, TestModule, Vitest } from 'vitest/node';

export class NoneRan implements Reporter {
  #asked: RegExp | undefined;

  onInit({ config }: Vitest): void {
    this.#asked = config.testNamePattern;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#asked === undefined) return;
    for (const { children } of modules) {
      for (const test of children.allTests()) if (test.result().state !== 'skipped') return;
    }
    console.error(`No test has a name that ${this.#asked} matches: nothing was run.`);
    process.exitCode = 1;
  }
}
