const MINUTE_MS = 60_000

/** `1 h 30 min`. */
export function formatDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  const parts = [
    [Math.floor(minutes / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || '0 min'
  )
}
