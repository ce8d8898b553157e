/** What a worker of ours says to its page, and how it comes to say it. */

export type FromWorker<Answer> =
  | { readonly progress: unknown }
  | { readonly answer: Answer }
  | { readonly failed: string };

/** In a worker: answers each question, one after the other. Whatever is thrown is told, for nothing else would tell it. */
export function answering<Question, Answer>(
  make: (question: Question, tell: (progress: unknown) => void) => Answer | Promise<Answer>,
): void {
  const say = (message: FromWorker<Answer>): void => self.postMessage(message);
  self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    try {
      say({ answer: await make(data, (progress) => say({ progress })) });
    } catch (cause) {
      say({ failed: cause instanceof Error ? cause.message : String(cause) });
    }
  });
}
