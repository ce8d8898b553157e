/**
 * The playground of a requirement: the rows of its example, editable, and the same check that judges servers, running in a
 * worker. The page is whole without this; it takes the place of the example as it was rendered.
 */
import type { Requirement } from '../../certifier/catalogue/requirement.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import type { Finding } from '../../certifier/report/report.ts';
import { outcomeHtml } from '../lib/marks.ts';
import { speechOf } from '../lib/traffic.ts';
import { times } from '../lib/words.ts';
import type { Judgement } from './judge-text.ts';
import type { Answer, Question } from './protocol.ts';
import { joined, type Row, RowError, rowsOf } from './rows.ts';

interface PlaygroundData {
  readonly requirement: Requirement;
  readonly conforming: Transcript;
  readonly violating?: Transcript;
}

/** Long enough to finish a word, short enough to feel immediate. */
const PAUSE_MS = 150;
/** A judgement of an example takes milliseconds. One that takes this long will not end. */
const BOUND_MS = 8_000;

type Child = Node | string;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const WHO = { client: 'Accord', server: 'Subject', note: 'Note' } as const;

interface Fields {
  readonly row: Row;
  readonly item: HTMLLIElement;
  readonly head: HTMLTextAreaElement | undefined;
  readonly text: HTMLTextAreaElement | undefined;
}

class Playground extends HTMLElement {
  #data: PlaygroundData | undefined;
  #worker: Worker | undefined;
  #ticket = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #bound: ReturnType<typeof setTimeout> | undefined;
  #rows: Fields[] = [];
  readonly #list = element('ol', { className: 'rows' });
  readonly #status = element('div', { className: 'status', role: 'status' });

  connectedCallback(): void {
    const source = this.querySelector('script[type="application/json"]');
    if (this.#data !== undefined || source === null) return;
    this.#data = JSON.parse(source.textContent ?? '') as PlaygroundData;
    this.#build(this.#data);
  }

  disconnectedCallback(): void {
    this.#stopWorker();
  }

  #build({ conforming, violating }: PlaygroundData): void {
    const button = (label: string, transcript: Transcript): HTMLButtonElement => {
      const made = element('button', { type: 'button', textContent: label });
      made.addEventListener('click', () => this.#show(transcript));
      return made;
    };
    const tools = element('div', { className: 'playground-tools' });
    if (violating !== undefined) tools.append(button('Break it', violating));
    tools.append(button('Put it back', conforming));
    this.querySelector('.still')?.replaceWith(tools, this.#status, this.#list);
    this.#show(conforming);
  }

  #show(transcript: Transcript): void {
    this.#rows = rowsOf(transcript).map((row, index) => this.#fields(row, transcript.events[index]));
    this.#list.replaceChildren(...this.#rows.map(({ item }) => item));
    this.#renumber();
    this.#ask();
  }

  #fields(row: Row, event: Transcript['events'][number] | undefined): Fields {
    const speech = event === undefined ? undefined : speechOf(event);
    const item = element('li', { className: speech?.from ?? 'note' });
    const label = `${speech === undefined ? '' : WHO[speech.from]} ${speech?.label ?? ''}`.trim();
    const field = (value: string | undefined, what: string): HTMLTextAreaElement | undefined => {
      if (value === undefined) return undefined;
      const area = element('textarea', { value, spellcheck: false, rows: value.split('\n').length });
      area.dataset.what = what;
      area.addEventListener('input', () => {
        area.rows = area.value.split('\n').length;
        this.#askSoon();
      });
      return area;
    };
    const isNote = speech?.from === 'note';
    const head = isNote ? undefined : field(row.head, `${label}, what it says besides its text`);
    const text = field(row.text, label);
    const remove = element('button', { type: 'button', className: 'remove', textContent: 'Remove' });
    remove.addEventListener('click', () => {
      const at = this.#rows.findIndex((each) => each.item === item);
      this.#rows.splice(at, 1);
      item.remove();
      this.#renumber();
      this.#ask();
      (this.#rows[at] ?? this.#rows[at - 1])?.item.querySelector<HTMLElement>('button, textarea')?.focus();
    });
    item.append(
      element(
        'div',
        { className: 'who' },
        element('span', { className: 'seq' }),
        element('b', { textContent: speech === undefined ? '' : WHO[speech.from] }),
        element('span', { className: 'label', textContent: speech?.label ?? '' }),
        remove,
      ),
    );
    if (isNote && speech?.text) item.querySelector('.label')?.after(element('span', { textContent: speech.text }));
    if (head !== undefined) item.append(head);
    if (text !== undefined) item.append(text);
    return { row, item, head, text };
  }

  #renumber(): void {
    for (const [index, { item, head, text }] of this.#rows.entries()) {
      const number = String(index + 1);
      const seq = item.querySelector('.seq');
      if (seq !== null) seq.textContent = number;
      for (const area of [head, text]) if (area !== undefined) area.ariaLabel = `${number}: ${area.dataset.what}`;
      const remove = item.querySelector('.remove');
      if (remove !== null) remove.ariaLabel = `Remove row ${number}`;
    }
  }

  #askSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  #ask(): void {
    if (this.#data === undefined) return;
    clearTimeout(this.#pause);
    const rows = this.#rows.map(({ row, head, text }) => ({
      ...row,
      head: head?.value ?? row.head,
      text: text?.value ?? row.text,
    }));
    this.#ticket += 1;
    try {
      const text = joined(this.#data.conforming.header, rows);
      const question: Question = { ticket: this.#ticket, text, requirement: this.#data.requirement };
      this.#startWorker().postMessage(question);
      clearTimeout(this.#bound);
      this.#bound = setTimeout(() => this.#giveUp(), BOUND_MS);
    } catch (cause) {
      this.#tell({ kind: 'unreadable', message: cause instanceof Error ? cause.message : String(cause) });
      if (cause instanceof RowError) this.#point([cause.row]);
    }
  }

  #startWorker(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.ticket !== this.#ticket) return;
      clearTimeout(this.#bound);
      this.#tell(data.judgement);
    });
    worker.addEventListener('error', () => {
      this.#stopWorker();
      this.#tell({ kind: 'unreadable', message: 'The check could not be loaded. Reload the page to try again.' });
    });
    this.#worker = worker;
    return worker;
  }

  #stopWorker(): void {
    clearTimeout(this.#bound);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #giveUp(): void {
    this.#stopWorker();
    this.#tell({ kind: 'unreadable', message: 'Judging this took too long and was stopped. Make it smaller.' });
  }

  #tell(judgement: Judgement): void {
    this.#point([]);
    this.dataset.outcome = 'unreadable';
    if (judgement.kind === 'unreadable') {
      this.#status.replaceChildren(
        element('p', {}, element('strong', { textContent: 'Not a transcript. ' }), judgement.message),
      );
      return;
    }
    const [first] = judgement.results;
    if (first === undefined) {
      this.dataset.outcome = 'not-tested';
      this.#status.replaceChildren(
        sign('not-tested'),
        element(
          'p',
          {},
          'These lines establish no revision in which the requirement holds, so there is nothing to judge.',
        ),
      );
      return;
    }
    this.dataset.outcome = first.result.outcome;
    this.#status.replaceChildren(
      ...judgement.results.flatMap(({ revision, result }) => [
        element(
          'p',
          { className: 'outcome-line' },
          sign(result.outcome),
          element('span', {
            className: 'seen',
            textContent: `${revision}, looked at ${times(result.observed)}`,
          }),
        ),
        ...result.findings.map(findingOf),
      ]),
    );
    this.#point(judgement.results.flatMap(({ result }) => result.findings.flatMap(({ seq }) => seq)));
  }

  #point(seqs: readonly number[]): void {
    for (const [index, { item }] of this.#rows.entries()) item.classList.toggle('pointed', seqs.includes(index + 1));
  }
}

function sign(outcome: Parameters<typeof outcomeHtml>[0]): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = outcomeHtml(outcome);
  return template.content.firstElementChild as HTMLElement;
}

const findingOf = ({ message, expected, actual, seq }: Finding): HTMLElement =>
  element(
    'div',
    { className: 'finding' },
    element('p', {
      className: 'message',
      textContent: `${message} (${seq.length === 1 ? 'row' : 'rows'} ${seq.join(', ')})`,
    }),
    element('p', {}, element('span', { className: 'name', textContent: 'Expected ' }), expected),
    element('p', {}, element('span', { className: 'name', textContent: 'Actual ' }), actual),
  );

customElements.define('accord-playground', Playground);
