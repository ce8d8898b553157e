/** The profiles of this version, from the JSON files beside this one. A profile is frozen when a certificate has named it. */
import type { Profile } from './profile.ts';
import sessionHttp from './server-2025-11-25-http.json' with { type: 'json' };
import sessionStdio from './server-2025-11-25-stdio.json' with { type: 'json' };
import statelessHttp from './server-2026-07-28-http.json' with { type: 'json' };
import statelessStdio from './server-2026-07-28-stdio.json' with { type: 'json' };

export const profiles = [
  statelessStdio,
  statelessHttp,
  sessionStdio,
  sessionHttp,
] as readonly unknown[] as readonly Profile[];
