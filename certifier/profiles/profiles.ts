/** The profiles of this version, from the JSON files beside this one. */
import type { Profile } from './profile.ts';

export const profiles: readonly Profile[] = [];
