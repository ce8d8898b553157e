/** One row of the playground as fields that a person edits. */
import type { TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { type Speech, speechOf } from '../../certifier/report/speech.ts';
import { button, element } from '../lib/elements.ts';
import { eventOf, type Fault, type Field, type Row } from './rows.ts';

/** More in one field makes a page slow that edits it; a whole recording has a page of its own. */
export const MOST_CHARACTERS = 100_000;

const WHO = { client: 'Accord', server: 'Subject', note: 'Note' } as const;

interface Hears {
  edited(): void;
  removed(fields: RowFields): void;
  /** What was pasted is too much. */
  refused(message: string): void;
}

/** A row of a link may be none that we know how to read aloud. */
function speechOfRow(row: Row): Pick<Speech, 'from' | 'label' | 'text'> {
  try {
    return speechOf(eventOf(row, 1) as unknown as TranscriptEvent);
  } catch {
    const { direction, kind } = row.fixed;
    const from = direction === 'sent' ? 'client' : direction === 'received' ? 'server' : 'note';
    return { from, label: String(kind ?? 'unknown'), text: '' };
  }
}

let made = 0;

export class RowFields {
  readonly item: HTMLLIElement;
  readonly #row: Row;
  readonly #areas = new Map<Field, { readonly area: HTMLTextAreaElement; readonly fault: HTMLElement }>();
  readonly #seq = element('span', { className: 'seq' });
  readonly #remove: HTMLButtonElement;

  constructor(row: Row, hears: Hears) {
    this.#row = row;
    const speech = speechOfRow(row);
    const who = WHO[speech.from];
    this.item = element('li', { className: speech.from });
    this.#remove = button('Remove', () => hears.removed(this));
    this.#remove.classList.add('remove');
    const label = element('span', { className: 'label', textContent: speech.label });
    this.item.append(element('div', { className: 'who' }, this.#seq, element('b', {}, who), label, this.#remove));
    if (speech.from === 'note') {
      if (speech.text) label.after(element('span', { textContent: speech.text }));
      return;
    }
    const name = `${who} ${speech.label}`.trim();
    if (row.head !== undefined) this.#field('head', row.head, `${name}, what it says besides its text`, hears);
    if (row.text !== undefined) this.#field('text', row.text, name, hears);
  }

  get row(): Row {
    const { head, text } = this.#row;
    return {
      ...this.#row,
      head: this.#areas.get('head')?.area.value ?? head,
      text: this.#areas.get('text')?.area.value ?? text,
    };
  }

  /** The number that it bears in the transcript. */
  number(number: number): void {
    this.#seq.textContent = String(number);
    this.#remove.ariaLabel = `Remove row ${number}`;
    for (const { area } of this.#areas.values()) area.ariaLabel = `${number}: ${area.dataset.what}`;
  }

  /** Shows what is wrong in which field, and nothing where it is right. */
  tell(faults: readonly Fault[]): void {
    for (const [field, { area, fault }] of this.#areas) {
      const own = faults.find((each) => each.field === field);
      fault.textContent = own?.message ?? '';
      fault.hidden = own === undefined;
      if (own === undefined) area.removeAttribute('aria-invalid');
      else area.setAttribute('aria-invalid', 'true');
    }
  }

  focus(): void {
    (this.#areas.values().next().value?.area ?? this.#remove).focus();
  }

  #field(field: Field, value: string, what: string, hears: Hears): void {
    made += 1;
    const fault = element('p', { className: 'fault', id: `fault-${made}`, hidden: true });
    const area = element('textarea', { value, spellcheck: false, autocapitalize: 'off', rows: lines(value) });
    area.dataset.what = what;
    area.setAttribute('aria-describedby', fault.id);
    area.addEventListener('input', () => {
      area.rows = lines(area.value);
      hears.edited();
    });
    const refuse = (event: Event, text: string): void => {
      if (area.value.length + text.length <= MOST_CHARACTERS) return;
      event.preventDefault();
      hears.refused(
        `That is ${text.length.toLocaleString('en')} characters, and a row holds ${MOST_CHARACTERS.toLocaleString('en')} at most. Nothing was pasted.`,
      );
    };
    area.addEventListener('paste', (event) => refuse(event, event.clipboardData?.getData('text') ?? ''));
    area.addEventListener('drop', (event) => refuse(event, event.dataTransfer?.getData('text') ?? ''));
    this.#areas.set(field, { area, fault });
    this.item.append(area, fault);
  }
}

/** As many as the field shows without scrolling; counted only so far. */
const lines = (text: string): number => text.slice(0, 10_000).split('\n').length;
