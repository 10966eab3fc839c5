// Logs of incidents from files: an exported pack, or the document of a simulation.
import { open } from '#/core/evidence/chain.ts'
import { readEntry } from '#/core/evidence/pack.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Past } from '#/core/exercise/otherwise.ts'

/** The incidents that a text holds; undefined when it is neither a pack nor the document of a simulation. */
export function pastsIn(text: string): readonly Past[] | undefined {
  return simulatedIn(text) ?? packedIn(text)
}

function simulatedIn(text: string): readonly Past[] | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    // A pack is many documents, one on each line.
    return undefined
  }
  if (typeof document !== 'object' || document === null) return undefined
  const { log, incident } = document as { readonly log?: unknown; readonly incident?: unknown }
  if (!Array.isArray(log) || log.length === 0) return undefined
  const { id = 'INC-1' } = (incident ?? {}) as { readonly id?: string }
  return [{ id, log: log as readonly IncidentEvent[] }]
}

function packedIn(text: string): readonly Past[] | undefined {
  const entries = text.split('\n').flatMap(line => readEntry(line) ?? [])
  const events = entries.filter(entry => entry.line === 'event')
  if (events.length === 0) return undefined
  return [...Map.groupBy(events, ({ incident }) => incident)].map(([id, all]) => ({
    id,
    log: all
      .toSorted((a, b) => a.version - b.version)
      .map(({ record, textPart }) => open(record, textPart).event),
  }))
}
