/** Every mutant, live, over Streamable HTTP. */
import { liveProof } from './testing/live.ts';

liveProof('streamable-http');
