/** `<accord-verify>`: this browser verifies the certificate itself, and says each step as it is done. */
import type { Step } from '../../certifier/certificate/verify.ts';
import { BoundedWorker, Unanswered } from '../lib/bounded-worker.ts';
import { button, element, fromHtml } from '../lib/elements.ts';
import { type MarkName, markSvg } from '../lib/marks.ts';
import type { Answer, Progress, Question } from './protocol.ts';

const BOUND_MS = 120_000;

const ANSWERS: Readonly<Record<string, readonly [mark: MarkName, word: string, state: string]>> = {
  true: ['tick', 'yes', 'pass'],
  false: ['cross', 'no', 'fail'],
  null: ['ring', 'open', 'not-tested'],
};

const CONCLUSIONS: Readonly<Record<Answer['result'], readonly [mark: MarkName, words: string, state: string]>> = {
  verified: ['identical', 'Verified by this browser', 'pass'],
  refused: ['not-identical', 'Refused', 'fail'],
  incomplete: ['questioned', 'Not verified: a step could not be taken', 'warning'],
};

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

class Verify extends HTMLElement {
  readonly #worker = new BoundedWorker<Question, Answer>(
    () => new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' }),
    BOUND_MS,
  );
  readonly #status = element('p', { className: 'status', role: 'status' });
  readonly #steps = element('ol', { className: 'steps', ariaLabel: 'Steps' });
  readonly #today = element('p', { className: 'detail' });
  #isBuilt = false;

  connectedCallback(): void {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    const begin = button('Verify it in this browser', () => void this.#verify());
    this.replaceChildren(begin, this.#status, this.#steps, this.#today);
  }

  disconnectedCallback(): void {
    this.#worker.stop();
  }

  #question(): Question {
    const {
      certificate = '',
      report = '',
      transcript = '',
      bundle = '',
      demonstrationKey,
      keys,
      statusLog,
      submission,
      place,
      today,
    } = this.dataset;
    const absolute = (path: string): string => new URL(path, location.href).href;
    return {
      certificate: absolute(certificate),
      report: absolute(report),
      transcript: absolute(transcript),
      bundle: absolute(bundle),
      ...(demonstrationKey === undefined ? {} : { demonstrationKey: absolute(demonstrationKey) }),
      ...(keys === undefined ? {} : { keys: absolute(keys) }),
      ...(statusLog === undefined ? {} : { statusLog: absolute(statusLog) }),
      ...(submission === undefined ? {} : { submission: absolute(submission) }),
      ...(place === undefined ? {} : { place: JSON.parse(place) as NonNullable<Question['place']> }),
      ...(today === undefined ? {} : { today }),
      now: Date.now(),
    };
  }

  async #verify(): Promise<void> {
    this.#steps.replaceChildren();
    this.#today.textContent = '';
    delete this.dataset.result;
    try {
      const answer = await this.#worker.ask(this.#question(), (progress) => {
        const { doing, steps } = progress as Progress;
        this.#status.textContent = `${doing}.`;
        this.#show(steps);
      });
      this.#show(answer.steps);
      this.#conclude(answer);
      this.#today.textContent = answer.today === undefined ? '' : `The judge of today: ${answer.today}.`;
    } catch (cause) {
      if (!(cause instanceof Unanswered)) this.#status.textContent = messageOf(cause);
      else if (cause.why === 'overdue')
        this.#status.textContent = 'This took too long and was stopped. Verify it by the command.';
      else if (cause.why === 'broken')
        this.#status.textContent = 'The verifier could not be loaded. Reload the page to try again.';
    }
  }

  #conclude({ result, demonstration, steps }: Answer): void {
    const [mark, words, state] = CONCLUSIONS[result];
    const failed = steps.find(({ ok }) => ok === false);
    const why = failed === undefined ? '' : ` at the step ${failed.step}: ${failed.detail}`;
    this.dataset.result = result;
    this.#status.replaceChildren(
      fromHtml(`<span class="sign outcome outcome-${state}">${markSvg(mark)}<span></span></span>`),
    );
    const word = this.#status.querySelector('.sign > span');
    if (word !== null)
      word.textContent = `${words}${demonstration && result === 'verified' ? ', as a DEMONSTRATION' : ''}`;
    this.#status.append(`${why}.`);
  }

  #show(steps: readonly Step[]): void {
    this.#steps.replaceChildren(
      ...steps.map(({ step, ok, detail }) => {
        const [mark, word, state] = ANSWERS[String(ok)] ?? ['ring', 'open', 'not-tested'];
        return element(
          'li',
          {},
          fromHtml(`<span class="sign outcome outcome-${state}">${markSvg(mark)}<span>${word}</span></span>`),
          element('b', { textContent: step }),
          element('span', { className: 'detail', textContent: detail }),
        );
      }),
    );
  }
}

customElements.define('accord-verify', Verify);
