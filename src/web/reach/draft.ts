// Wishes while they are written.
import { WAKING } from '#/core/paging/reach.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Reach } from '#/core/directory.ts'
import type { Answer } from '../api/client.ts'

export type Draft = {
  /** Not as the plan says. */
  readonly own: boolean
  readonly steps: readonly (Reach['pages'][number] & { readonly key: number })[]
  readonly messages: readonly Channel[]
  readonly quiet: NonNullable<Reach['quiet']> & { readonly on: boolean }
}

const NIGHT = { from: '22:00', to: '07:00' }
const MINUTES_BETWEEN = 3

/** What is wished now; of who never wished anything what they probably would: what rings at once, and mail beside it. */
export function drafted({ reach, ways }: Answer<'get-contacts'>): Draft {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (reach === null) {
    const there = ways.filter(({ set_up }) => set_up).map(({ channel }) => channel)
    const [first] = there.filter(channel => WAKING.has(channel))
    const via = [...new Set([...(first === undefined ? [] : [first]), ...there.slice(0, 1)])]
    const steps = [{ key: 0, afterMinutes: 0, via }]
    return { own: false, steps, messages: [], quiet: { on: false, ...NIGHT, zone } }
  }
  return {
    own: true,
    steps: reach.pages.map(({ after_minutes, via }, key) => ({
      key,
      afterMinutes: after_minutes,
      via,
    })),
    messages: reach.messages ?? [],
    quiet: { ...NIGHT, zone, ...reach.quiet, on: reach.quiet !== undefined },
  }
}

/** Null: as the plan says. */
export function given({ own, steps, messages, quiet }: Draft): Reach | null {
  if (!own) return null
  const { on, ...hours } = quiet
  return {
    pages: steps.map(({ afterMinutes, via }) => ({ afterMinutes, via })),
    ...(messages.length > 0 && { messages }),
    ...(on && { quiet: hours }),
  }
}

/** With one more, a while after the last. */
export function newStep(steps: Draft['steps']): Draft['steps'] {
  const last = steps.at(-1)
  const key = Math.max(-1, ...steps.map(step => step.key)) + 1
  return [
    ...steps,
    { key, afterMinutes: last === undefined ? 0 : last.afterMinutes + MINUTES_BETWEEN, via: [] },
  ]
}
