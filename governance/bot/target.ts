/** The repository on which actions are carried out, and the one door through which anything in it is changed. */
import type { Octokit } from 'octokit';
import type { Label } from './action.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

export class Target {
  readonly octokit: Octokit;
  readonly repository: Repository;
  /** The name under which we write: what others wrote is theirs, whatever it begins with. */
  readonly login: string;
  readonly #dryRun: boolean;
  #done: string[] = [];
  #labels: Promise<Set<string>> | undefined;

  constructor(octokit: Octokit, repository: Repository, login: string, dryRun: boolean) {
    this.octokit = octokit;
    this.repository = repository;
    this.login = login;
    this.#dryRun = dryRun;
  }

  /** Changes something; in a dry run, only says that it would and gives null. */
  async write<Value>(what: string, request: () => Promise<Value>): Promise<Value | null> {
    if (this.#dryRun) {
      this.#done.push(`would ${what}`);
      return null;
    }
    const value = await request();
    this.#done.push(what);
    return value;
  }

  /** What was done since this was last asked. */
  takeDone(): readonly string[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  isOurs(user: { readonly login: string } | null | undefined): boolean {
    return user?.login.toLowerCase() === this.login.toLowerCase();
  }

  /** The repository has these labels, so that adding one does not make it in grey and without meaning. */
  async ensureLabels(labels: readonly Label[]): Promise<void> {
    if (labels.length === 0) return;
    const { issues } = this.octokit.rest;
    this.#labels ??= this.octokit
      .paginate(issues.listLabelsForRepo, { ...this.repository, per_page: 100 })
      .then((known) => new Set(known.map(({ name }) => name.toLowerCase())));
    const known = await this.#labels;
    for (const label of labels) {
      if (known.has(label.name.toLowerCase())) continue;
      known.add(label.name.toLowerCase());
      await this.write(`make the label ${label.name}`, () => issues.createLabel({ ...this.repository, ...label }));
    }
  }
}
