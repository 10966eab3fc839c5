// How readiness is told. Apart from how it is reckoned, so that a page can name it without the calendars of the world.

/**
 * `unreachable`: nothing gets through. `weak`: something does, and may well wake nobody. `unproved`: it should, and nobody has seen
 * it. The worst first.
 */
export const LEVELS = ['unreachable', 'weak', 'unproved', 'ready'] as const
export type ReadinessLevel = (typeof LEVELS)[number]

/** Codes are public. Each stands for one level, which `LEVEL_OF` says. */
export const REASONS = [
  'person-gone',
  'no-address',
  'channel-not-set-up',
  'first-step-empty',
  'only-instead',
  'only-unverified',
  'nothing-wakes',
  'test-unanswered',
  'never-proved',
  'proved-long-ago',
] as const
export type ReasonCode = (typeof REASONS)[number]
