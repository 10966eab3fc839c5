/** Whether it is the name of a time zone (IANA). */
export function isZone(zone: string): boolean {
  // An offset such as +01:00 is taken too by what follows, but it has no summer time, which nobody means in a plan.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
