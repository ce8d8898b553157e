/** What becomes public: each rule about it, broken. */
import type { Cases } from './cases.ts';
import { conversation, said, transcriptText } from './request.ts';

export const PUBLISHED_CASES: Cases = [
  [
    'a home folder, an address and a token in the transcript',
    {
      transcript: transcriptText(
        conversation([
          said('reading /home/ada/notes, written by ada@lovelace.dev'),
          said(`token ghp_${'x'.repeat(36)}`),
          said('/Users/username/Desktop, user@example.com and git@github.com are nobody'),
        ]),
      ),
    },
    [
      'nothing-private stdio/transcript.jsonl:6 what looks like a home folder (/hom…, 9 characters) on line 6, expected a mask',
      'nothing-private stdio/transcript.jsonl:6 what looks like an e-mail address (ada@…, 16 characters) on line 6, expected a mask',
      'nothing-private stdio/transcript.jsonl:7 what looks like a credential (ghp_…, 40 characters) on line 7, expected a mask',
    ],
  ],
  [
    'masks that nobody declared',
    { transcript: transcriptText(conversation([said('at [secret]', 'stderr', 1)])) },
    ['masks-declared submission.yaml:1 0 declared masks over stdio, expected 1, as the transcript marks'],
  ],
  [
    'a reply with a script in it',
    { files: { 'reply.md': 'We disagree.\n<script>x</script>\n\u001b[2J' } },
    [
      'reply-plain reply.md:2 HTML, expected Markdown',
      'reply-plain reply.md:3 control character, expected printable text',
    ],
  ],
];
