/** About a day at the longest wait: a mail server that is mended in the morning still gets the night's mails. */
export const ATTEMPTS_MAX = 100
/** Failures after which a page is also sent over another channel, some ten seconds in. */
export const PAGE_ATTEMPTS_BEFORE_NEXT_CHANNEL = 3

const FIRST_WAIT_MS = 2_000
const WAIT_MS_MAX = 15 * 60_000

/**
 * How long to wait after the failed attempt of this number, in milliseconds: twice as long each time, up to a quarter
 * of an hour. Chance (0 to below 1) takes up to half of it away, so that what failed together is not tried together.
 * `after` is what the receiver asked for.
 */
export function waitMs(attempt: number, chance: number, after = 0): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 30), WAIT_MS_MAX)
  return Math.max(Math.ceil(whole * (1 - chance / 2)), after)
}
