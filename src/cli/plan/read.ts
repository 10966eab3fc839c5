// Plans and directories from files, with what is wrong with them in sentences.
import { EXIT } from '#/cli/exit-codes.ts'
import { readPlanSource, readText } from '#/cli/files.ts'
import { regimesBeside } from '#/cli/regimes.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import type { Directory } from '#/core/directory.ts'
import { directoryEver } from '#/core/oncall/directory-at.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'

/** A plan that has to be one: its mistakes end the command. */
export function planOf(surroundings: Surroundings, named: string): Plan {
  const { path, text } = readPlanSource(surroundings, named)
  const compiled = compile(text, { file: path, regimes: regimesBeside(surroundings.root, path) })
  if ('plan' in compiled) return compiled.plan
  throw new Stop(EXIT.faults, {
    what: line`${path} has mistakes.`,
    more: compiled.mistakes.map(formatMistake),
    document: { file: path, mistakes: compiled.mistakes },
  })
}

export function directoryOf(path: string): Directory {
  const read = readDirectory(readText(path))
  // Whoever may have a turn has it: what is proved must hold of each.
  if ('directory' in read) return directoryEver(read.directory)
  throw new Stop(EXIT.faults, {
    what: line`${path} has mistakes.`,
    more: read.mistakes.map(({ where, message }) => line`${where}: ${message}`),
    document: { file: path, mistakes: read.mistakes },
  })
}
