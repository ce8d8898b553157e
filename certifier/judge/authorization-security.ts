/** specification/authorization-security.md */
import { boundToUser, notAuthentication } from './authorization/refusals.ts';
import type { Checks } from './engine/check.ts';

export const checks: Checks = {
  'authorization-security.session.not-authentication': notAuthentication,
  'authorization-security.session.bound-to-user': boundToUser,
};
