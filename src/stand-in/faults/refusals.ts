/** Faults that are answers: those of Kong, of nginx, of a proxy in between. */

import { CRASHED } from '../api/config.ts';
import { type Answer, message, page } from '../http/answer.ts';
import { TOO_LARGE } from '../http/request.ts';
import { BUSY, DOES_NOT_FIT } from '../kong.ts';
import { type Behaviour, type FaultKind, isPush } from './behaviour.ts';
import { milliseconds } from './values.ts';

export const busy: FaultKind = {
  preset: '3',
  about: '429 for so many pushes, or for so long after the first',
  make(value = '3') {
    const duration = milliseconds(value);
    let left = duration === undefined ? Number(value) : Number.POSITIVE_INFINITY;
    if (!Number.isInteger(left) && duration === undefined) return undefined;
    let until: number | undefined;
    return {
      storing() {
        until ??= performance.now() + (duration ?? Number.POSITIVE_INFINITY);
        return left-- > 0 && performance.now() < until ? BUSY : undefined;
      },
    };
  },
};

/** The load ends in this answer, and nothing changes. */
const insteadOfStoring = (about: string, answer: Answer): FaultKind => ({
  about,
  make: (value) => (value === undefined ? { storing: () => answer } : undefined),
});

export const full = insteadOfStoring('413: its store is full', DOES_NOT_FIT);
export const crash = insteadOfStoring('500: Kong stops with an error of its own', CRASHED);
export const exiting = insteadOfStoring('503: it is about to end', message(503, 'Kong currently exiting'));
export const timedOut = insteadOfStoring(
  '504: the load takes too long',
  message(504, 'Timed out while loading configuration'),
);

export const tooSmall: FaultKind = {
  about: '413 by nginx: no body is small enough',
  make: (value) =>
    value === undefined
      ? { arriving: (visit) => (isPush(visit) ? withClose(TOO_LARGE) : undefined) }
      : undefined,
};

const withClose = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, Connection: 'close' },
});

const PAGES: Record<string, string> = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

export const html: FaultKind = {
  preset: '502',
  about: 'a proxy answers in its place, with a page',
  make: (value = '502') => (PAGES[value] ? always(page(Number(value), PAGES[value])) : undefined),
};

export const redirect: FaultKind = {
  preset: 'URL',
  about: '302 to another place',
  make: (value = 'http://elsewhere.invalid/') => {
    const { headers, ...answer } = page(302, 'Found');
    return URL.canParse(value) ? always({ ...answer, headers: { ...headers, Location: value } }) : undefined;
  },
};

const always = (answer: Answer): Behaviour => ({ arriving: () => answer });

export const unauthorized: FaultKind = {
  preset: '401',
  about: 'lets in only who shows the token of --token',
  make: (value = '401') => (value === '401' || value === '403' ? { deniesWith: Number(value) } : undefined),
};
