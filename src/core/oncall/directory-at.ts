// A directory at an instant: positions that take turns are held by whoever has the turn. What decides about incidents sees only
// people, so that it need not know of rotas, and every screen, page and export has the same answer.
import type { Directory } from '#/core/directory.ts'
import { nextHandOver, overridesOf, who } from '#/core/oncall/on-call.ts'
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import type { Override, Rota } from '#/core/oncall/rota.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** `until`: the first instant at which it may be another; undefined when it never is. */
export type DirectoryAt = { readonly directory: Directory; readonly until: Instant | undefined }

export function directoryAt(
  directory: Directory,
  overrides: readonly Override[],
  at: Instant,
): DirectoryAt {
  if (directory.rotas.size === 0) return { directory, until: undefined }
  const rosters = [...directory.rotas.values()].map(rota => ({
    rota,
    overrides: overridesOf(rota.id, overrides),
  }))
  const turns = new Map(rosters.map(roster => [roster.rota.id, who(roster, at)?.person]))
  return {
    directory: withHolders(directory, rota => {
      const person = turns.get(rota.id)
      return person === undefined ? [] : [person]
    }),
    until: earliest(rosters.map(roster => nextHandOver(roster, at))),
  }
}

/** With everyone who may ever have the turn: what is to be proved must hold of each. */
export function directoryEver(directory: Directory): Directory {
  return withHolders(directory, ({ layers }) => layers.flatMap(({ people }) => people))
}

function withHolders(
  directory: Directory,
  holdersOf: (rota: Rota) => readonly string[],
): Directory {
  const positions = [...directory.positions].map(([position, holders]) => {
    const people = holders.flatMap(holder => {
      if (!holder.startsWith(ROTA_PREFIX)) return [holder]
      const rota = directory.rotas.get(holder.slice(ROTA_PREFIX.length))
      return rota === undefined ? [] : holdersOf(rota)
    })
    return [position, [...new Set(people)]] as const
  })
  const turns = [...directory.rotas.values()].map(
    rota => [`${ROTA_PREFIX}${rota.id}`, [...new Set(holdersOf(rota))]] as const,
  )
  return { ...directory, positions: new Map(positions), turns: new Map(turns) }
}
