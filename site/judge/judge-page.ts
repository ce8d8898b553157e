/** `<accord-judge>`: drop, choose or paste a transcript, and read the report. The judge runs in a worker; nothing is sent anywhere. */
import { BoundedWorker, Unanswered } from '../lib/bounded-worker.ts';
import { button, element } from '../lib/elements.ts';
import { tooLarge } from './intake.ts';
import type { Answer, Question } from './protocol.ts';

/** Some ten times what the largest file takes that the page reads. */
const BOUND_MS = 120_000;
/** A longer text makes a field slow; it is judged without being shown. */
const MOST_SHOWN = 200_000;
/** As a run of the command names it. */
const PASTED = 'transcript.jsonl';

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

class Judge extends HTMLElement {
  readonly #worker = new BoundedWorker<Question, Answer>(
    () => new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' }),
    BOUND_MS,
  );
  readonly #status = element('p', { className: 'status', role: 'status' });
  readonly #stop = button('Stop', () => this.#worker.stop());
  readonly #result = element('div', { className: 'judged', tabIndex: -1, role: 'region', ariaLabel: 'Report' });
  #urls: string[] = [];
  #isBuilt = false;

  connectedCallback(): void {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    this.#build();
    void this.#openNamed();
  }

  disconnectedCallback(): void {
    this.#worker.stop();
  }

  #build(): void {
    const file = element('input', { type: 'file', id: 'judge-file' });
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) void this.#take(chosen, chosen.name);
      // The same file may have been changed, and chosen again.
      file.value = '';
    });
    const area = element('textarea', { id: 'judge-text', spellcheck: false, autocapitalize: 'off', rows: 6 });
    const paste = button('Judge what stands here', () => void this.#take(new Blob([area.value]), PASTED));
    area.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text') ?? '';
      if (text.length <= MOST_SHOWN) return;
      event.preventDefault();
      void this.#take(new Blob([text]), PASTED);
    });
    // Anywhere on the page: a browser would leave it for the file that missed the field.
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      this.classList.add('over');
    });
    document.addEventListener('dragleave', () => this.classList.remove('over'));
    document.addEventListener('drop', (event) => this.#drop(event));
    this.#stop.hidden = true;
    this.#result.hidden = true;
    const choose = element(
      'p',
      { className: 'choose' },
      element('label', { htmlFor: file.id }, 'Drop a file here, or choose one: '),
      file,
    );
    const label = element('label', { htmlFor: area.id }, 'Or paste its text:');
    this.replaceChildren(
      choose,
      label,
      area,
      paste,
      element('div', { className: 'progress' }, this.#status, this.#stop),
      this.#result,
    );
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.classList.remove('over');
    const [file] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData('text') ?? '';
    if (file !== undefined) void this.#take(file, file.name);
    else if (text !== '') void this.#take(new Blob([text]), PASTED);
  }

  /** The transcript of a result on this site, which a link to this page names: `?result=local/reference-stdio`. */
  async #openNamed(): Promise<void> {
    const slug = new URLSearchParams(location.search).get('result');
    if (slug === null) return;
    const address = `${this.dataset.results ?? ''}${slug}/transcript.jsonl`;
    const isOurs = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/.test(slug);
    const response = isOurs ? await fetch(address).catch(() => undefined) : undefined;
    if (response?.ok === true) await this.#take(await response.blob(), PASTED);
    else this.#say('This site holds no transcript of the result that the address names.');
  }

  async #take(blob: Blob, file: string): Promise<void> {
    this.#show();
    const large = tooLarge(blob.size);
    if (large !== undefined) {
      this.#say(large);
      return;
    }
    this.#say(`Judging ${file}, ${blob.size.toLocaleString('en')} bytes, in this page.`);
    this.#stop.hidden = false;
    try {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const answer = await this.#worker.ask(this.#question(bytes, file));
      this.#say('Judged. Nothing left this page.');
      this.#show(answer);
    } catch (cause) {
      if (!(cause instanceof Unanswered)) this.#say(messageOf(cause));
      else if (cause.why === 'overdue')
        this.#say(
          `This took longer than ${BOUND_MS / 1000} s and was stopped. The command accord judge has no such bound.`,
        );
      else if (cause.why === 'broken') this.#say('The judge could not be loaded. Reload the page to try again.');
      else if (cause.why === 'stopped') this.#say('Stopped.');
      else return;
    }
    this.#stop.hidden = true;
  }

  #question(bytes: Uint8Array<ArrayBuffer>, file: string): Question {
    const { bundle = '', digest = '', statements = '', requirement = '' } = this.dataset;
    const absolute = (path: string): string => new URL(path, location.href).href;
    const judge = { bundle: absolute(bundle), digest };
    return { bytes, file, judge, statements: absolute(statements), requirement, now: Date.now() };
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #show(answer?: Answer): void {
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    this.#result.replaceChildren();
    this.#result.hidden = answer === undefined;
    if (answer === undefined) return;
    const { report, made, html } = answer;
    const files = element('p', { className: 'files' }, 'As files: ', this.#file('report.json', report));
    if (made !== undefined) files.append(' and ', this.#file('transcript.jsonl', made), ', made of your capture.');
    this.#result.innerHTML = html;
    this.#result.prepend(files);
    this.#result.focus();
  }

  #file(name: string, text: string): HTMLAnchorElement {
    const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    this.#urls.push(href);
    return element('a', { href, download: name, textContent: name });
  }
}

customElements.define('accord-judge', Judge);
