// `tocsin plan diff`: what changes from one version of a plan to another, and what would have gone differently.
import type { Command } from 'commander'
import { counted } from '#/cli/event/phrase.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { pastsIn } from '#/cli/plan/past.ts'
import { directoryOf, planOf } from '#/cli/plan/read.ts'
import { sha256 } from '#/cli/sha256.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { isSame, otherwise } from '#/core/exercise/otherwise.ts'
import type { Past, PastOtherwise } from '#/core/exercise/otherwise.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import { planHash } from '#/core/plan/hash.ts'
import { diffPlans } from '#/core/plan/diff.ts'
import type { Change, Facet } from '#/core/plan/diff.ts'
import type { Plan } from '#/core/plan/plan.ts'

type Given = {
  readonly past?: readonly string[]
  readonly directory?: string
  readonly json?: boolean
}

export function addDiff(plan: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  plan
    .command('diff')
    .description('What changes in promises from one version of a plan to another.')
    .argument('<before>', 'A file, or the id of a bundled plan.')
    .argument('<after>', 'A file, or the id of a bundled plan.')
    .option(
      '--past <files...>',
      'Also which incidents would have gone differently: exported packs, or what `simulate --json` printed.',
    )
    .option('--directory <file>', 'The people of those incidents; otherwise stand-ins.')
    .option('--json', 'Print one JSON document.')
    .action((before: string, after: string, given: Given) => {
      const [was, now] = [planOf(surroundings, before), planOf(surroundings, after)]
      const changes = diffPlans(was, now)
      const past = pastOf(given, was, now)
      if (given.json === true)
        return terminal.json({
          before: named(was),
          after: named(now),
          changes,
          ...(past && { past }),
        })
      terminal.say(diffLines(was, now, changes, terminal.width))
      if (past !== undefined) terminal.say(pastLines(past, terminal.width))
    })
}

function named(plan: Plan) {
  const { id, version, title } = plan
  return { id, version, title, hash: planHash(plan, sha256) }
}

function pastOf(
  { past: files, directory: file }: Given,
  was: Plan,
  now: Plan,
): readonly PastOtherwise[] | undefined {
  if (files === undefined) return undefined
  const pasts = files.flatMap(path => readPast(path))
  const directory = file === undefined ? undefined : directoryOf(file)
  const before = { plan: was, directory: directory ?? standIns(was), sha256 }
  const after = { plan: now, directory: directory ?? standIns(now), sha256 }
  return pasts.map(past => otherwise(past, before, after))
}

function readPast(path: string): readonly Past[] {
  const pasts = pastsIn(readText(path))
  if (pasts !== undefined) return pasts
  throw new Stop(EXIT.faults, {
    what: line`${path} holds no incidents.`,
    more: ['Give a pack of `tocsin export`, or what `tocsin simulate --json` printed.'],
  })
}

const SIGNS: Readonly<Record<Change['kind'], (id: string) => Line>> = {
  added: id => green(line`+ ${id}`),
  removed: id => red(line`- ${id}`),
  changed: id => yellow(line`~ ${id}`),
  renamed: id => yellow(line`= ${id}`),
}

function diffLines(was: Plan, now: Plan, changes: readonly Change[], width: number) {
  const head = line`${bold(now.title)}: from ${was.id} ${was.version} to ${now.id} ${now.version}`
  if (changes.length === 0) return [...wrapped(head, width), green('They say the same.')]
  const sections = [...Map.groupBy(changes, ({ section }) => section)]
  return [
    ...wrapped(head, width),
    ...sections.flatMap(([section, all]) => [
      [],
      ...headed(
        section === 'obligations' ? 'promises' : section,
        all.flatMap(change => changeLines(change, width)),
      ),
    ]),
    [],
    line`${counted(changes.length, 'change')}.`,
  ]
}

function changeLines({ kind, id, title, cites, facets }: Change, width: number): readonly Line[] {
  const cited = cites.length === 0 ? [] : dim(` (${cites.join(', ')})`)
  return [
    line`${SIGNS[kind](id)}  ${title}${cited}`,
    ...table(facets.flatMap(facetRows), width).map(row => line`    ${row}`),
  ]
}

function facetRows({ facet, before, after, weight }: Facet): readonly (readonly Shown[])[] {
  const name = weight === undefined ? dim(facet) : line`${dim(facet)} ${weight}`
  return [
    ...(before === undefined ? [] : [[name, red(line`- ${before}`)]]),
    ...(after === undefined ? [] : [[before === undefined ? name : '', green(line`+ ${after}`)]]),
  ]
}

function pastLines(past: readonly PastOtherwise[], width: number): readonly Line[] {
  const differing = past.filter(one => !isSame(one))
  const said = line`${differing.length} of ${counted(past.length, 'incident')} of the past would have gone differently, if people had done the same.`
  return [[], ...wrapped(bold(said), width), ...differing.flatMap(one => incidentLines(one, width))]
}

function incidentLines({ incident, title, promises, told, refused }: PastOtherwise, width: number) {
  const rows = [
    ...promises.map(it => [it.obligation, owedInWords(it.was), '→', owedInWords(it.now)]),
    ...refused.map(it => [it.do, 'was done', '→', red(line`refused: ${it.code}`)]),
  ]
  const sooner = told.filter(
    it => it.now !== undefined && (it.was === undefined || it.now < it.was),
  )
  const later = told.filter(it => it.was !== undefined && (it.now === undefined || it.now > it.was))
  return [
    [],
    line`${bold(incident)}  ${title}`,
    ...table(rows, width).map(row => line`  ${row}`),
    ...(told.length === 0
      ? []
      : [
          dim(
            `  ${counted(sooner.length, 'message')} sooner or new, ${later.length} later or not at all`,
          ),
        ]),
  ]
}

function owedInWords(owed: PastOtherwise['promises'][number]['was']): string {
  if (owed === undefined) return 'not owed'
  return owed.due === undefined ? owed.standing : `${owed.standing}, due ${owed.due}`
}
