/** Addresses of the pages of the process, below the base. */
import { posix } from 'node:path';
import { padded } from '../../governance/process.ts';
import { policy } from './documents.ts';

/** `0007` */
export const digits = (number: number): string => padded(policy(), number);

export const rfcPath = (number: number): string => `/rfcs/${digits(number)}/`;
export const changesPath = (number: number): string => `${rfcPath(number)}changes/`;
export const groupPath = (name: string): string => `/working-groups/${name}/`;
export const rulePath = (id: string): string => `/rfcs/rules/${id}/`;
export const facetPath = (facet: string, value: string): string => `/rfcs/by/${facet}/${value}/`;

/** `0000-founding` of `rfcs/decisions/0000-founding.yaml`. */
export const decisionName = (file: string): string => posix.basename(file).replace(/\.ya?ml$/, '');
export const decisionPath = (file: string): string => `/rfcs/decisions/${decisionName(file)}/`;
