import { markConflicts } from '#/core/draft/conflict.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { isAbout } from '#/core/draft/read/about.ts'
import { readChecklists, readClosing } from '#/core/draft/read/checklist.ts'
import { readEntries } from '#/core/draft/read/entry.ts'
import { readContacts } from '#/core/draft/read/contact.ts'
import { readDuties } from '#/core/draft/read/duty.ts'
import { readEscalation, readTriggers } from '#/core/draft/read/escalation.ts'
import { readLevelSentences } from '#/core/draft/read/level-sentence.ts'
import { readLevels } from '#/core/draft/read/level-detail.ts'
import { readMeasures } from '#/core/draft/read/measure.ts'
import { readNotices } from '#/core/draft/read/notice.ts'
import { readProgram } from '#/core/draft/read/program.ts'
import { readRecord, readRetention, readSources } from '#/core/draft/read/record.ts'
import { readRoles } from '#/core/draft/read/role.ts'
import { draftLadder, findBareLevels, findLadder } from '#/core/draft/read/severity.ts'
import { readProcedures, readStages } from '#/core/draft/read/stage.ts'
import { draftTargets } from '#/core/draft/read/target.ts'
import { readPlaybooks, readTypes } from '#/core/draft/read/type.ts'
import { ask, draftNamed } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'

/**
 * Goes through the document once for each kind of thing that a plan says. What names others need come first: the levels, then
 * the roles; sentences that stand alone come last.
 */
export function readAll(sketch: Sketch): void {
  readSeverities(sketch)
  readRoles(sketch)
  readContacts(sketch)
  readEscalation(sketch)
  readSources(sketch)
  readRecord(sketch)
  const lost = contextLost(sketch)
  readMeasures(sketch)
  readProgram(sketch)
  readNotices(sketch)
  readRetention(sketch)
  const types = readTypes(sketch)
  readTriggers(sketch)
  readClosing(sketch)
  readStages(sketch, types)
  readPlaybooks(sketch, types)
  readChecklists(sketch)
  readEntries(sketch)
  readProcedures(sketch, types, lost)
  readDuties(sketch, lost)
  markConflicts(sketch)
}

function readSeverities(sketch: Sketch): void {
  const found = findLadder(sketch)
  const entries = found.length > 0 ? found : findBareLevels(sketch)
  draftLadder(sketch, entries)
  if (entries.length > 0)
    return draftTargets(sketch, [...readLevels(sketch, found), ...readLevelSentences(sketch)])
  ask(
    sketch,
    'severities-missing',
    'Which levels of severity are there, and what does each mean? The document names none.',
    [],
  )
  draftNamed(
    sketch,
    'severities',
    'any',
    {
      title: 'Any incident',
      unknown: 'The document names no levels. This one stands for all of them.',
    },
    [],
  )
}

/** Titles that every list may have. */
const COMMON =
  /^(actions?|responsibilities|examples?|contents?|definition|types?|topics?|goals?|steps)$/i

/**
 * Text that was copied without its headings does not say to what a list belongs. From the first title on that comes a second
 * time, lists of steps may belong to anything.
 */
function contextLost({ nodes }: Sketch): (node: Node) => boolean {
  if (nodes.some(({ kind }) => kind === 'heading')) return () => false
  const seen = new Map<string, Node>()
  const second = nodes.find(node => {
    const title = node.title.toLowerCase()
    const isList =
      node.kind === 'point' && node.children.length > 0 && !COMMON.test(title) && !isAbout(node)
    if (!isList) return false
    const before = seen.get(title)
    seen.set(title, node)
    return before !== undefined
  })
  const from = second === undefined ? nodes.length : nodes.indexOf(second)
  const after = new Set(nodes.slice(from))
  return node => after.has(node)
}
