/** Every mutant, live, over stdio. */
import { liveProof } from './testing/live.ts';

liveProof('stdio');
