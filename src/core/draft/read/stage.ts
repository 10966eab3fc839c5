import { levelsAround } from '#/core/draft/around.ts'
import { isUnbound } from '#/core/draft/binding.ts'
import { isTitled, isUnder, walk } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { draftProcedure, draftSteps, goalsAmong } from '#/core/draft/read/step.ts'
import { isBelow } from '#/core/draft/read/type.ts'
import type { Types } from '#/core/draft/read/type.ts'
import { draft, inert, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { draftPromise } from '#/core/draft/read/promise.ts'
import { isAction, imperativeOf } from '#/core/draft/words/verb.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

const NUMBERED =
  /^(?:phase|stage|step)\s*(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight)\b\s*[:.–—-]*\s*/i
const STAGE =
  /^(?:(?:initial|immediate|short[- ]?term|long[- ]?term|incident|threat|root cause|risk|impact|damage|forensic|technical|business|system|service|preliminary)\s+)*(?:detect(?:ion|ing)?|identif(?:y|ication)|report(?:ing)?|triage|assess(?:ment)?|classif(?:y|ication)|categori[sz]ation|analy[sz](?:e|is)|declar(?:e|ation)|notif(?:y|ication)|mobili[sz]ation|activation|respon(?:d|se)|contain(?:ment)?|mitigat(?:e|ion)|stabili[sz]ation|investigat(?:e|ion)|diagnos(?:e|is)|eradicat(?:e|ion)|remediat(?:e|ion)|recover(?:y)?|restor(?:e|ation)|resol(?:ve|ution)|validat(?:e|ion)|verification|clos(?:e|ure|ing)|post[- ]?incident|post[- ]?mortem|lessons learned|learn(?:ing)?|review|follow[- ]?up|scoping|disclosure|evaluation|coordinat(?:e|ion)|after[- ]?action|continuous improvement|cause analysis|fix(?:ing)?|patch(?:ing)?|repair|engage|secure|debrief|wrap[- ]?up)\b/i
/** Before there is an incident there is nothing for the engine to ask. */
const BEFORE =
  /^(?:prepar(?:e|ation|edness|ing)|prevent(?:ion)?|plan(?:ning)?|readiness|training)\b/i
const ELSEWHERE =
  /\b(roles?|responsibilit|contacts?|communicat(?:ion|ions) (?:plan|protocol|procedures?|template)|templates?|glossary|definitions?|references?|metrics|kpis?|appendix|training|exercise|revision|change log|history|table of contents|contents|escalation (?:matrix|path|procedures?|levels?)|severity|classification|testing|maintenance|objectives?|purpose|scope$|compliance|retention|checklist|logging|reporting requirements)/i

const NO_STAGE =
  /^(?:incident )?response$|\bresponse (?:workflow|process|procedures?)$|\b(?:date|methods?|workflow|categories|criteria|requirements|channels?|plans?|polic(?:y|ies)|team|checklist|form|template|matrix|tools?)$/i

/** Finds the stages of the response, and drafts what is done in each. */
export function readStages(sketch: Sketch, types: Types): void {
  const seen = new Set<Node>()
  for (const parent of sketch.nodes) {
    if (isBelow(types, parent) || isBelow(seen, parent) || isUnder(parent, ELSEWHERE)) continue
    const stages = stagesBelow(parent, sketch)
    if (stages.length < 2) continue
    for (const node of stages) {
      seen.add(node)
      draftStage(sketch, node)
    }
  }
}

function stagesBelow(parent: Node, sketch: Sketch): readonly Node[] {
  const headings = namedStages(parent, sketch, ({ kind }) => kind === 'heading')
  if (headings.length >= 2) return headings
  return namedStages(
    parent,
    sketch,
    ({ kind, labelled, children }) =>
      (kind === 'point' && (labelled || children.length > 0)) || kind === 'lead',
  )
}

function namedStages(
  parent: Node,
  sketch: Sketch,
  isOfKind: (node: Node) => boolean,
): readonly Node[] {
  const siblings = parent.children.filter(isOfKind)
  const numbered = siblings.filter(({ title }) => NUMBERED.test(title))
  const named = withoutSoftEnds(
    siblings.filter(
      node => isStage(node) && !ELSEWHERE.test(node.title) && !NO_STAGE.test(node.title),
    ),
  )
  const titles = new Set(named.map(({ title }) => title.toLowerCase()))
  // Numbered phases are stages whatever they are called; others need a name that says so.
  if (numbered.length >= 2)
    return numbered.filter(node => !sketch.read.has(node) && !isPreparation(node))
  const isList = titles.size === named.length && named.length >= Math.max(2, siblings.length / 3)
  return isList ? named.filter(node => !sketch.read.has(node) && !isPreparation(node)) : []
}

/** "Containment, eradication and recovery": nothing but names of stages. */
function isStage({ title }: Node): boolean {
  const parts = nameOf(title)
    .replace(/\s*\([^()]*\)/g, '')
    .split(/\s*(?:,|&|\/|→|\+|\band\b|\s[-–—]\s)\s*/i)
    .filter(part => part !== '')
  return parts.length > 0 && parts.every(part => STAGE.test(part) && part.split(/\s+/).length <= 4)
}

/** Titles that name a stage among stages, and something else elsewhere. */
const SOFT =
  /^(?:report|notif|disclos|coordinat|classif|categor|review|evaluat|follow|declar|activat|mobili|engage|secure|scop|debrief|wrap)/i

/** Without those before the first and behind the last that is a stage for certain: "Notification" after "Recovery" is a topic. */
function withoutSoftEnds(nodes: readonly Node[]): readonly Node[] {
  const isFirm = ({ title }: Node) => !SOFT.test(nameOf(title))
  const first = nodes.findIndex(isFirm)
  return first === -1 ? [] : nodes.slice(first, nodes.findLastIndex(isFirm) + 1)
}

function isPreparation({ title }: Node): boolean {
  return BEFORE.test(nameOf(title))
}

function nameOf(title: string): string {
  return title.replace(NUMBERED, '').replace(/^[^\p{L}]+/u, '')
}

function draftStage(sketch: Sketch, node: Node): void {
  const goals = goalsAmong(sketch, walk(node))
  const goal = inert(goals.map(({ body }) => titled(body).title).join('; '))
    .slice(0, LINE_LENGTH_MAX)
    .toWellFormed()
  const { title } = titled(node.title)
  const stage = draft(
    sketch,
    'stages',
    nameOf(node.title).replace(/\s*\([^()]*\)/g, ''),
    { title, ...(goal === '' ? {} : { goal }) },
    [node, ...goals],
  )
  if (node.labelled && node.body !== '') draftBody(sketch, node, stage.id)
  draftSteps(sketch, node, { stage: stage.id, isStep: true })
}

/** "Contain: revoke keys, isolate services": what follows the name of the stage is its first step. */
function draftBody(sketch: Sketch, node: Node, stage: string): void {
  const isStep = imperativeOf(node.body) !== undefined || isAction(node.body)
  if (isStep && draftPromise(sketch, node, node.body, { stage, isStep: true })) return
  sketch.leftOver.push({ node, text: node.body })
}

const PROCEDURE =
  /^(?:if|when|in case of) |\b(process|procedures?|steps|actions?|response|immediate|workflow|playbook|runbook|activities|tasks|first \w+ minutes|when an incident|assessment|containment|eradication|recovery|remediation|restoration|validation|investigation|analysis|lessons learned|follow[- ]?up|detection|triage|mitigation|post[- ]?(?:incident|mortem|outage)|closure|during an incident|notification|receipt)\b/i

/** Steps of a procedure that has no stages: lists below a title that says so. */
export function readProcedures(sketch: Sketch, types: Types, lost: (node: Node) => boolean): void {
  for (const node of sketch.nodes) {
    if (!isTitled(node) || sketch.read.has(node) || isBelow(types, node) || lost(node)) continue
    const hasSteps = node.children.some(child => child.kind === 'point' && !sketch.read.has(child))
    if (
      !hasSteps ||
      !PROCEDURE.test(node.title) ||
      ELSEWHERE.test(node.title) ||
      isUnder(node, NOT_RESPONSE) ||
      isUnbound(node)
    )
      continue
    const when = levelsAround(sketch, node)
    draftProcedure(sketch, node, { isStep: false, ...(when === undefined ? {} : { when }) })
  }
}

/** Where lists tell of other things than what is done in an incident. */
const NOT_RESPONSE =
  /\b(roles?|responsibilit\w*|contacts?|glossary|definitions?|references?|metrics|kpis?|training|exercises?|testing|revision|change log|history|contents|purpose|scope|objectives?|preparation|prevention|policy|principles|compliance|retention|severity|classification|background|introduction|overview|maintenance|review schedule|templates?|tools|resources|detection sources|sources|required information|logging|record|escalation|examples?|establish\w*|set-?up|implementation)\b/i
