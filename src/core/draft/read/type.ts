import type { Node } from '#/core/draft/document/node.ts'
import { levelNameIn } from '#/core/draft/words/level.ts'
import { draftSteps } from '#/core/draft/read/step.ts'
import { draft, draftNamed, inert, titled } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'
import { TEXT_LENGTH_MAX } from '#/core/plan/limits.ts'

/** Headings below which each heading is a type of incident. */
const TYPES =
  /\b(?:incident|attack|threat|breach|specific|common|response)s?[\s-]*(?:incident )?(?:types?|scenarios?|categor(?:y|ies)|playbooks?|runbooks?)\b|^(?:types of (?:security )?incidents?|playbooks?|runbooks?|scenarios?|incident categories|specific procedures|type-specific .*|procedures by (?:type|incident).*)$/i
const KINDS =
  /\b(breach|ransomware|malware|virus|phishing|bec|ddos|denial[- ]of[- ]service|outage|unauthori[sz]ed|insider|vulnerabilit(y|ies)|compromise[ds]?|leak(age)?|exfiltration|theft|stolen|lost|supply[- ]chain|defacement|fraud|intrusion|power (failure|loss)|flood|fire|equipment failure|data loss|misuse|social engineering|zero[- ]day|account takeover|downtime|contamination|service disruption|extortion|spill)\b/i
const RESPONSE =
  /\s*\b(?:response )?(?:playbook|runbook|response|procedure|plan|response plan|scenario|incidents?)$/i
const NO_TYPE =
  /\b(overview|introduction|general|process|lifecycle|phase|step|how to|template|reporting|notification|prevention|policy|team|roles?|index|list|using|about)\b/i

/** The types of incident, each drafted, with the nodes that hold what it adds to the response. */
export type Types = ReadonlyMap<Node, Drafted>

/** Finds the types of incident. What is done for each is read by `readPlaybooks`, when the general response is known. */
export function readTypes(sketch: Sketch): Types {
  const found = sketch.nodes.filter(node => isType(node) && !sketch.read.has(node))
  // One alone is a plan for that kind of incident, rather than a type among others.
  if (found.length < 2) return new Map()
  return new Map(found.map(node => [node, draftType(sketch, node)]))
}

/** Reads what each type adds to the response. */
export function readPlaybooks(sketch: Sketch, types: Types): void {
  for (const [node, type] of types) {
    const before = sketch.elements.length
    draftSteps(sketch, node, { playbook: type.id, isStep: true })
    const steps = sketch.elements.slice(before).filter(({ playbook }) => playbook === type.id)
    takeUpAlike(sketch, steps)
    if (steps.length > 0)
      draftNamed(sketch, 'playbooks', type.id, { title: type.keys['title'] }, [])
  }
}

function isType(node: Node): boolean {
  const { kind, parent, title, children } = node
  if (parent === undefined || title.length > 60 || levelNameIn(title) !== undefined) return false
  if (NO_TYPE.test(title) || /^\d+$/.test(title)) return false
  const below = TYPES.test(parent.title)
  if (kind === 'heading') {
    if (children.length === 0) return false
    return (
      below || (KINDS.test(title) && RESPONSE.test(title) && /\b(playbook|runbook)\b/i.test(title))
    )
  }
  // A list of types: each with what it means, or by a name that everyone knows.
  return (
    below &&
    kind === 'point' &&
    KINDS.test(title) &&
    (node.labelled || (children.length === 0 && !/[.]$/.test(node.text)))
  )
}

function draftType(sketch: Sketch, node: Node): Drafted {
  const name = node.title
    .replace(/^(?:playbook|runbook|scenario)\s*\d*\s*[:–-]\s*/i, '')
    .replace(RESPONSE, '')
    .trim()
  const { title } = titled(name === '' ? node.title : name)
  const means =
    node.labelled && node.body !== '' ? { means: inert(node.body).slice(0, TEXT_LENGTH_MAX) } : {}
  return draft(sketch, 'types', title, { title, ...means }, [node])
}

/** A step that the plan has word for word already is taken up from there, and not owed twice. */
function takeUpAlike(sketch: Sketch, steps: readonly Drafted[]): void {
  for (const step of steps) {
    if (step.section !== 'obligations') continue
    const alike = sketch.elements.find(
      other =>
        !steps.includes(other) &&
        other.section === 'obligations' &&
        other.keys['same'] === undefined &&
        sameDuty(other, step),
    )
    if (alike === undefined) continue
    for (const key of Object.keys(step.keys)) delete step.keys[key]
    step.keys['same'] = alike.id
  }
}

/** The same words, and nothing that makes them another duty: neither time nor condition. */
function sameDuty(one: Drafted, other: Drafted): boolean {
  const bare = ({ keys }: Drafted) => {
    const { title, do: act, by, within, every, when, to, kind } = keys
    return JSON.stringify([String(title).toLowerCase(), act, by, within, every, when, to, kind])
  }
  return bare(one) === bare(other)
}

/** Whether a sentence stands below one of the types, so that it is no part of the general response. */
export function isBelow(nodes: { has(node: Node): boolean }, node: Node): boolean {
  for (let up: Node | undefined = node; up !== undefined; up = up.parent)
    if (nodes.has(up)) return true
  return false
}
