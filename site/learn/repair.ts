/** `<accord-repair>`: the reader mends one rule after the other, and the suite judges each try in the page. */
import { BoundedWorker, Unanswered } from '../lib/bounded-worker.ts';
import { button, element, fromHtml } from '../lib/elements.ts';
import { outcomeHtml, verdictHtml } from '../lib/marks.ts';
import { forget, keep, kept } from './progress.ts';
import { MOST_CHARACTERS } from './read-rule.ts';
import type { Question } from './repair.worker.ts';
import type { StepState, Told, Try } from './trying.ts';

/** A try takes a fraction of a second. One that takes this long will not end. */
const BOUND_MS = 20_000;

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

interface Fields {
  readonly name: string;
  readonly area: HTMLTextAreaElement;
  readonly told: HTMLElement;
  readonly first: string;
}

class Repair extends HTMLElement {
  readonly #worker = new BoundedWorker<Question, Try>(
    () => new Worker(new URL('./repair.worker.ts', import.meta.url), { type: 'module' }),
    BOUND_MS,
  );
  readonly #fields: Fields[] = [];
  #isBuilt = false;

  connectedCallback(): void {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    const texts = kept();
    for (const section of this.querySelectorAll<HTMLElement>('section[data-step]')) this.#build(section, texts);
    const over = button('Start over', () => {
      forget();
      for (const { area, first, told } of this.#fields) {
        area.value = first;
        told.replaceChildren();
      }
      this.#say('The server is broken again, in five places.');
      this.#fields[0]?.area.focus();
    });
    this.querySelector('.end')?.append(over);
    // Who comes back sees where they were.
    if (Object.keys(texts).length > 0) void this.#try();
  }

  disconnectedCallback(): void {
    this.#worker.stop();
  }

  #build(section: HTMLElement, texts: Readonly<Record<string, string>>): void {
    const name = section.dataset.step ?? '';
    const still = section.querySelector<HTMLElement>('.rule');
    const first = still?.textContent?.trim() ?? '';
    const title = section.querySelector('h2')?.textContent ?? '';
    const area = element('textarea', {
      value: texts[name] ?? first,
      spellcheck: false,
      autocapitalize: 'off',
      maxLength: MOST_CHARACTERS,
      rows: first.split('\n').length,
      ariaLabel: `The rule: ${title}`,
    });
    const told = element('div', { className: 'told', role: 'status' });
    const judge = button('Judge this try', () => void this.#try(name));
    area.addEventListener('input', () => this.#keep());
    area.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text') ?? '';
      if (area.value.length + pasted.length <= MOST_CHARACTERS) return;
      event.preventDefault();
      told.replaceChildren(
        `That is ${pasted.length} characters, and a rule holds ${MOST_CHARACTERS} at most. Nothing was pasted.`,
      );
    });
    still?.replaceWith(area, judge, told);
    this.#fields.push({ name, area, told, first });
  }

  #texts(): Record<string, string> {
    return Object.fromEntries(this.#fields.map(({ name, area }) => [name, area.value]));
  }

  #keep(): void {
    const edited = this.#fields.filter(({ area, first }) => area.value !== first);
    keep(Object.fromEntries(edited.map(({ name, area }) => [name, area.value])));
  }

  /** Judges the whole server, and tells what the step `name` asked for; every step where none did. */
  async #try(name?: string): Promise<void> {
    this.#keep();
    const asking = this.#fields.find((fields) => fields.name === name);
    asking?.told.replaceChildren('The probes are talking to your server.');
    try {
      this.#tell(await this.#worker.ask({ texts: this.#texts() }), name);
    } catch (cause) {
      const words = !(cause instanceof Unanswered)
        ? messageOf(cause)
        : cause.why === 'overdue'
          ? 'This try took too long and was stopped.'
          : cause.why === 'broken'
            ? 'The judge could not be loaded. Reload the page to try again.'
            : undefined;
      if (words !== undefined) (asking?.told ?? this.#end()).replaceChildren(words);
    }
  }

  #end(): HTMLElement {
    return this.querySelector<HTMLElement>('.outcome-of-all') ?? this;
  }

  #say(words: string): void {
    this.#end().replaceChildren(element('p', {}, words));
  }

  #tell(answer: Try, name: string | undefined): void {
    for (const { name: own, told, area } of this.#fields) {
      const fault = answer.faults.find((each) => each.name === own);
      const state = answer.steps.find((each) => each.name === own);
      area.toggleAttribute('aria-invalid', fault !== undefined);
      if (fault !== undefined) area.setAttribute('aria-invalid', 'true');
      this.#mark(own, fault === undefined ? state?.state : 'broken');
      // Only what was asked for is said; the rest shows in the list of steps.
      if (name !== undefined && own !== name) continue;
      if (fault !== undefined) told.replaceChildren(element('p', { className: 'fault' }, fault.message));
      else if (state !== undefined)
        told.replaceChildren(...stateNodes(state, answer.steps), ...(name === own ? others(answer.others) : []));
    }
    const left = answer.steps.filter(({ state }) => state !== 'mended').length;
    const observed = answer.observed;
    this.#end().replaceChildren(
      element(
        'p',
        {},
        fromHtml(verdictHtml(answer.verdict)),
        ` after ${answer.exchanges} requests${observed === undefined ? '' : `, ${observed.musts} of ${observed.applicable} applicable MUSTs observed`}. `,
        left === 0 && answer.verdict === 'conformant'
          ? 'Your server is repaired. A real one is certified the same way, by one command.'
          : `${5 - left} of 5 mended.`,
      ),
    );
  }

  #mark(name: string, state: StepState['state'] | undefined): void {
    const link = this.querySelector(`.way a[href="#${name}"]`);
    if (!(link instanceof HTMLElement)) return;
    link.dataset.state = state ?? '';
    const said = link.querySelector('.state');
    if (said !== null) said.textContent = state === 'mended' ? ', mended' : '';
  }
}

const toldNode = ({ html }: Told): HTMLElement => fromHtml(`<div class="broken">${html}</div>`);

/** The step to go on with: the next that is not mended, or the first that was passed over. */
function onwards(own: string, steps: readonly StepState[]): readonly (Node | string)[] {
  const index = steps.findIndex(({ name }) => name === own);
  const next = [...steps.slice(index + 1), ...steps].find(({ state }) => state !== 'mended');
  if (next === undefined) return [' Mended, the last of them.'];
  return [' Mended. On to ', element('a', { href: `#${next.name}` }, 'the next'), '.'];
}

function stateNodes({ name, state, told }: StepState, steps: readonly StepState[]): readonly HTMLElement[] {
  if (state === 'mended')
    return [element('p', { className: 'mended' }, fromHtml(outcomeHtml('pass')), ...onwards(name, steps))];
  if (state === 'unseen') {
    return [
      element(
        'p',
        {},
        fromHtml(outcomeHtml('not-tested')),
        ' Nothing is wrong here any more, and nothing shows yet that it is right: a rule that answers nobody proves nothing, and some things are seen only once the steps before are mended.',
      ),
    ];
  }
  return told.map(toldNode);
}

const others = (told: readonly Told[]): readonly HTMLElement[] =>
  told.length === 0
    ? []
    : [element('p', { className: 'message' }, 'Something else is broken now:'), ...told.map(toldNode)];

customElements.define('accord-repair', Repair);
