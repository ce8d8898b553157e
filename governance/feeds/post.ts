/** Sends a message to a webhook of a chat. Null when it was taken, else why not, without the address: it is a secret. */
export const post = async (webhook: string, message: unknown, ask: typeof fetch = fetch): Promise<string | null> => {
  if (!URL.canParse(webhook)) return 'the webhook is no address';
  try {
    const answer = await ask(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    return answer.ok ? null : `it answered ${answer.status}`;
  } catch {
    return 'it cannot be reached';
  }
};
