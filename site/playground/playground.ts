/**
 * The playground of a requirement: the rows of its example, editable, and the same check that judges servers, running in a
 * worker. The page is whole without this; it takes the place of the example as it was rendered. The judge is loaded once somebody
 * uses it, and not before.
 */
import type { Rule } from '../../certifier/catalogue/requirement.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import type { Finding } from '../../certifier/report/report.ts';
import { BoundedWorker, Unanswered } from '../lib/bounded-worker.ts';
import { button, element, fromHtml } from '../lib/elements.ts';
import { findingHtml } from '../lib/finding-html.ts';
import { outcomeHtml } from '../lib/marks.ts';
import { styleSheet } from '../lib/style-sheet.ts';
import { times } from '../lib/words.ts';
import { fragmentOf, rowsOfFragment } from './link.ts';
import look from './playground.css?url';
import type { Answer, Judged, Question } from './protocol.ts';
import { RowFields } from './row-fields.ts';
import { type Row, rowsOf } from './rows.ts';

/** How the example is broken: by the mutant, or by the recording of a broken conversation, where no change of its rows makes one. */
export type Breach = 'mutant' | Transcript;

interface PlaygroundData {
  readonly rule: Rule;
  readonly conforming: Transcript;
  readonly breach: Breach | undefined;
}

/** Long enough to finish a word, short enough to feel immediate. */
const PAUSE_MS = 150;
/** A judgement of an example takes milliseconds. One that takes this long will not end. */
const BOUND_MS = 8_000;

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

class Playground extends HTMLElement {
  #data: PlaygroundData | undefined;
  #rows: RowFields[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #list = element('ol', { className: 'rows' });
  readonly #status = element('div', { className: 'status', role: 'status' });
  readonly #worker = new BoundedWorker<Question, Answer>(
    () => new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' }),
    BOUND_MS,
  );

  connectedCallback(): void {
    const source = this.querySelector('script[type="application/json"]');
    if (this.#data !== undefined || source === null) return;
    this.#data = JSON.parse(source.textContent ?? '') as PlaygroundData;
    this.#build(this.#data);
  }

  disconnectedCallback(): void {
    this.#worker.stop();
  }

  #build({ breach, conforming }: PlaygroundData): void {
    const tools = element(
      'div',
      { className: 'playground-tools', role: 'group', ariaLabel: 'The example' },
      button('Judge it', () => this.#ask()),
      ...(breach ? [button('Break it', () => this.#break())] : []),
      button('Put it back', () => this.#putBack()),
      button('Copy a link to it', () => this.#link()),
    );
    this.querySelector('.still')?.replaceWith(tools, this.#status, this.#list);
    this.#show(rowsOf(conforming));
    this.#say('Not judged yet. Change a row, break it, or judge it as it stands: the check runs in this page.');
    this.#list.addEventListener('focusin', () => this.#ask(), { once: true });
    addEventListener('hashchange', () => void this.#open());
    void this.#open();
  }

  /** What a link carries. */
  async #open(): Promise<void> {
    try {
      const rows = await rowsOfFragment(location.hash);
      if (rows === undefined) return;
      this.#show(rows);
      this.scrollIntoView();
      this.#ask();
    } catch (cause) {
      this.#say(messageOf(cause), 'unreadable');
    }
  }

  #putBack(): void {
    if (this.#data === undefined) return;
    if (location.hash.startsWith('#example=')) history.replaceState(null, '', location.pathname + location.search);
    this.#show(rowsOf(this.#data.conforming));
    this.#ask();
  }

  async #break(): Promise<void> {
    const breach = this.#data?.breach;
    if (typeof breach === 'object') {
      this.#show(rowsOf(breach));
      await this.#ask();
      return;
    }
    const answer = await this.#answerTo('mutant');
    if (answer === undefined || !('rows' in answer)) return;
    if (answer.rows === undefined) {
      this.#say('The mutant finds nothing to change in these rows. Put them back to see what it does.');
      return;
    }
    this.#show(answer.rows);
    await this.#ask();
  }

  async #link(): Promise<void> {
    try {
      history.replaceState(null, '', await fragmentOf(this.#values()));
    } catch (cause) {
      this.#say(messageOf(cause), 'unreadable');
      return;
    }
    const copied = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    );
    this.#say(
      copied === true
        ? 'Copied. The address of this page is the link: whoever opens it sees these rows. They are sent to nobody.'
        : 'The address of this page is now the link: copy it from there. Whoever opens it sees these rows.',
    );
  }

  #values(): readonly Row[] {
    return this.#rows.map(({ row }) => row);
  }

  #show(rows: readonly Row[]): void {
    this.#rows = rows.map(
      (row) =>
        new RowFields(row, {
          edited: () => this.#askSoon(),
          removed: (fields) => this.#remove(fields),
          refused: (message) => this.#say(message, 'unreadable'),
        }),
    );
    this.#list.replaceChildren(...this.#rows.map(({ item }) => item));
    this.#renumber();
  }

  #remove(fields: RowFields): void {
    const at = this.#rows.indexOf(fields);
    this.#rows.splice(at, 1);
    fields.item.remove();
    this.#renumber();
    void this.#ask();
    (this.#rows[at] ?? this.#rows[at - 1])?.focus();
  }

  #renumber(): void {
    for (const [index, row] of this.#rows.entries()) row.number(index + 1);
  }

  #askSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#pause);
    const answer = await this.#answerTo('judgement');
    if (answer !== undefined && 'judgement' in answer) this.#tell(answer);
  }

  async #answerTo(wanted: Question['wanted']): Promise<Answer | undefined> {
    if (this.#data === undefined) return undefined;
    const { rule, conforming } = this.#data;
    try {
      return await this.#worker.ask({ wanted, header: conforming.header, rows: this.#values(), rule });
    } catch (cause) {
      if (!(cause instanceof Unanswered)) this.#say(messageOf(cause), 'unreadable');
      else if (cause.why === 'overdue')
        this.#say('Judging this took too long and was stopped. Make it smaller.', 'unreadable');
      else if (cause.why === 'broken')
        this.#say('The check could not be loaded. Reload the page to try again.', 'unreadable');
      return undefined;
    }
  }

  #say(text: string, state = ''): void {
    this.dataset.outcome = state;
    this.#status.replaceChildren(element('p', {}, text));
  }

  #tell({ judgement, faults }: Judged): void {
    for (const [index, fields] of this.#rows.entries()) {
      fields.tell(faults.filter(({ row }) => row === index + 1));
      fields.item.classList.remove('pointed');
    }
    if (judgement.kind === 'unreadable') {
      this.dataset.outcome = 'unreadable';
      this.#status.replaceChildren(
        element('p', {}, element('strong', { textContent: 'Not a transcript. ' }), judgement.message),
      );
      return;
    }
    const [first] = judgement.results;
    if (first === undefined) {
      this.#status.replaceChildren(
        fromHtml(outcomeHtml('not-tested')),
        element(
          'p',
          {},
          'These lines establish no revision in which the requirement holds, so there is nothing to judge.',
        ),
      );
      this.dataset.outcome = 'not-tested';
      return;
    }
    this.dataset.outcome = first.result.outcome;
    this.#status.replaceChildren(
      ...judgement.results.flatMap(({ revision, result }) => [
        element(
          'p',
          { className: 'outcome-line' },
          fromHtml(outcomeHtml(result.outcome)),
          element('span', { className: 'seen', textContent: `${revision}, looked at ${times(result.observed)}` }),
        ),
        ...result.findings.map(findingOf),
      ]),
    );
    const pointed = judgement.results.flatMap(({ result }) => result.findings.flatMap(({ seq }) => seq));
    for (const seq of pointed) this.#rows[seq - 1]?.item.classList.add('pointed');
  }
}

/** The rows below show it: there is no exchange to unfold. */
const findingOf = ({ seq, ...finding }: Finding): HTMLElement =>
  fromHtml(findingHtml({ ...finding, place: `${seq.length === 1 ? 'Row' : 'Rows'} ${seq.join(', ')}` }));

await styleSheet(look);
customElements.define('accord-playground', Playground);
