import { aside, because, counted, named } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, dim, green, line, red, yellow } from '#/cli/terminal/line.ts'

/** What becomes of the promises of the plan. */
export const PROMISE_SENTENCES: Sentences<
  | 'obligations-opened'
  | 'obligation-rescheduled'
  | 'obligation-warned'
  | 'obligation-missed'
  | 'obligation-met'
  | 'obligation-waived'
  | 'obligation-voided'
  | 'gate-passed'
  | 'gate-waived'
> = {
  'obligations-opened': ({ opened }) =>
    line`${counted(opened.length, 'promise')} to keep: ${named(opened.map(({ obligation }) => obligation))}`,
  'obligation-rescheduled': ({ obligation, due, was }, clock) =>
    line`${bold(obligation)} is due ${due === undefined ? 'at no certain time' : clock(due)}${aside(
      was === undefined ? undefined : was === due ? 'as before' : `was ${clock(was)}`,
    )}`,
  'obligation-warned': ({ obligation, due }, clock) =>
    line`${yellow('due soon')}: ${bold(obligation)}, by ${clock(due)}`,
  'obligation-missed': ({ obligation, due }, clock) =>
    line`${red('MISSED')}: ${bold(obligation)}, which was due ${clock(due)}`,
  'obligation-met': ({ obligation, when, at, text, url }, clock) =>
    line`${green('done')}: ${bold(obligation)}${clock(when) === clock(at) ? '' : ` at ${clock(when)}`}${because(text)}${aside(url)}`,
  'obligation-waived': ({ obligation, reason }) =>
    line`${yellow('waived')} ${bold(obligation)}${because(reason)}`,
  'obligation-voided': ({ obligation, cause }) =>
    dim(line`${obligation} does not apply${aside(cause === 'does-not-apply' ? undefined : cause)}`),
  'gate-passed': ({ gate }) => line`${green('passed')} the gate ${bold(gate)}`,
  'gate-waived': ({ gate, open, reason }) =>
    line`${yellow('waived')} the gate ${bold(gate)} over ${named(open)}${because(reason)}`,
}
