// How long something takes, as short as it can be said: two units at most.
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Below it seconds matter. */
const SECONDS_SHOWN_MS = 10 * MINUTE

/** `4 min 05 s`, `3 h 20 min`, `2 d 4 h`; never negative. */
export function spanOf(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000)) * 1000
  if (whole < MINUTE) return `${whole / 1000} s`
  if (whole < SECONDS_SHOWN_MS)
    return `${units(whole, MINUTE)} min ${padded((whole % MINUTE) / 1000)} s`
  if (whole < HOUR) return `${units(whole, MINUTE)} min`
  if (whole < DAY) return two(units(whole, HOUR), 'h', units(whole % HOUR, MINUTE), 'min')
  return two(units(whole, DAY), 'd', units(whole % DAY, HOUR), 'h')
}

const units = (ms: number, unit: number) => Math.floor(ms / unit)
const padded = (count: number) => String(count).padStart(2, '0')
const two = (large: number, unit: string, small: number, smaller: string) =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`
