// Silences in memory: tried on every new alert, and few.
import type { Labels } from '#/core/intake/labels.ts'
import type { Matcher } from '#/core/intake/matchers.ts'
import { matchesAll } from '#/core/intake/matchers.ts'
import type { Silence, SilenceDraft } from '#/core/intake/silence.ts'
import {
  expireSilence,
  hasMatchers,
  placeSilence,
  readMatchers,
  SILENCE_KEPT_MS,
  SILENCES_MAX,
  silenceState,
} from '#/core/intake/silence.ts'
import { assert } from '#/core/assert.ts'
import { fromMs } from '#/core/time.ts'
import type { Pool } from '#/store/db.ts'
import { silenceNotice } from '#/store/alert-notices.ts'
import { readSilences, writeSilences } from '#/store/silences.ts'
import type { SilenceRow } from '#/store/silences.ts'

/** Why a wish for a silence was not carried out. */
export type SilenceRefusal = 'silence-unknown' | 'silences-too-many'

export type SilenceShelf = {
  /** Reads them from the database again. */
  readonly load: () => Promise<void>
  /** Durable when it resolves. */
  readonly put: (
    id: string | undefined,
    draft: SilenceDraft,
  ) => Promise<{ readonly id: string } | { readonly refused: SilenceRefusal }>
  /** Durable when it resolves. Ending one that is over is not an error. */
  readonly expire: (id: string) => Promise<'expired' | 'silence-unknown'>
  readonly get: (id: string) => Silence | undefined
  /** Active ones first, then pending ones, then those that are over. */
  readonly list: (asked: readonly Matcher[]) => readonly Silence[]
  readonly active: () => readonly Silence[]
  readonly covering: (labels: Labels) => readonly Silence[]
  /** The next instant at which one begins or ends. */
  readonly nextEdgeMs: () => number
  /** Grows with every change and at every edge: whoever decided by an older one decides again. */
  readonly version: () => number
  /** Notes that time has passed. */
  readonly pass: () => void
}

export function createSilenceShelf(needs: {
  readonly pool: Pool
  readonly nowMs: () => number
  readonly newUuid: () => string
  readonly node: string
}): SilenceShelf {
  const { pool, nowMs, newUuid, node } = needs
  let silences = new Map<string, Silence>()
  let active: readonly Silence[] = []
  let nextEdge = Infinity
  let version = 0

  function reckon(): void {
    const now = nowMs()
    for (const silence of silences.values())
      if (silence.endsAtMs < now - SILENCE_KEPT_MS) silences.delete(silence.id)
    active = [...silences.values()].filter(silence => silenceState(silence, now) === 'active')
    const edges = [...silences.values()].flatMap(({ startsAtMs, endsAtMs }) => [
      startsAtMs,
      endsAtMs,
    ])
    nextEdge = edges.reduce((next, edge) => (edge > now && edge < next ? edge : next), Infinity)
    version += 1
  }

  async function write(writes: readonly Silence[]): Promise<void> {
    await writeSilences(pool, writes.map(toRow), silenceNotice(node))
    for (const silence of writes) silences.set(silence.id, silence)
    reckon()
  }

  return {
    async load() {
      const rows = await readSilences(pool, fromMs(nowMs() - SILENCE_KEPT_MS))
      silences = new Map(rows.map(row => [row.id, fromRow(row)]))
      reckon()
    },
    async put(id, draft) {
      const known = id === undefined ? undefined : silences.get(id)
      if (id !== undefined && known === undefined) return { refused: 'silence-unknown' }
      const lasting = [...silences.values()].filter(({ endsAtMs }) => endsAtMs > nowMs())
      if (lasting.length >= SILENCES_MAX) return { refused: 'silences-too-many' }
      const change = placeSilence(known, draft, { nowMs: nowMs(), newId: newUuid() })
      await write(change.writes)
      return { id: change.id }
    },
    async expire(id) {
      const known = silences.get(id)
      if (known === undefined) return 'silence-unknown'
      const ended = expireSilence(known, nowMs())
      if (ended !== undefined) await write([ended])
      return 'expired'
    },
    get: id => silences.get(id),
    list: asked => {
      const now = nowMs()
      return [...silences.values()]
        .filter(silence => hasMatchers(silence, asked))
        .toSorted(
          (a, b) =>
            ORDER[silenceState(a, now)] - ORDER[silenceState(b, now)] || a.endsAtMs - b.endsAtMs,
        )
    },
    active: () => active,
    covering: labels => active.filter(({ matchers }) => matchesAll(matchers, labels)),
    nextEdgeMs: () => nextEdge,
    version: () => version,
    pass: reckon,
  }
}

const ORDER = { active: 0, pending: 1, expired: 2 } as const

function toRow({
  id,
  matchers,
  startsAtMs,
  endsAtMs,
  updatedAtMs,
  createdBy,
  comment,
}: Silence): SilenceRow {
  const kept = matchers.map(({ isEqual, isRegex, name, value }) => ({
    isEqual,
    isRegex,
    name,
    value,
  }))
  const body = JSON.stringify({ matchers: kept, createdBy, comment })
  return { id, startsAtMs, endsAtMs, updatedAtMs, body }
}

function fromRow({ id, startsAtMs, endsAtMs, updatedAtMs, body }: SilenceRow): Silence {
  const { matchers, createdBy, comment } = JSON.parse(body) as {
    matchers: unknown
    createdBy: string
    comment: string
  }
  const read = readMatchers(matchers)
  assert(!('malformed' in read), 'a silence in the database has matchers that this program wrote')
  return { id, matchers: read, startsAtMs, endsAtMs, updatedAtMs, createdBy, comment }
}
