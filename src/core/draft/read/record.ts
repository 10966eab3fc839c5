import { askBlanks, draft, inert, titled } from '#/core/draft/sketch.ts'
import { ask } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { nameFrom } from '#/core/draft/words/name.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import type { ComputedField } from '#/core/plan/plan.ts'
import { TEXT_LENGTH_MAX } from '#/core/plan/limits.ts'

const FIELDS =
  /^(?:required (?:information|fields|data)|(?:incident|ticket|record|log|report) (?:fields|record fields|log fields|log contents?)|(?:the )?(?:incident )?(?:log|record|report|ticket|documentation)s? (?:must|shall|should|will) (?:include|contain|record|capture).*|information to (?:record|document|capture|log).*|(?:incident )?(?:record|log|report|register)s? (?:contents?|includes?|contains?)|minimum (?:information|documentation).*|document the following.*)$/i
const COMPUTED: readonly (readonly [RegExp, ComputedField])[] = [
  [/^(incident )?(id|identifier|number|reference)$/i, 'id'],
  [/^severity( level)?$|^priority$/i, 'severity'],
  [/^(incident )?(type|category)$/i, 'type'],
  [
    /^(detection|detected|discovery)( date| time| date and time| date\/time)?$|^(date|time|date and time) (of detection|detected|discovered)$/i,
    'detected',
  ],
  [/^(reported by|reporter)$/i, 'reporter'],
  [/^(affected|impacted) (systems?|services?)( and services)?$|^systems? affected$/i, 'systems'],
  [/^timeline( of events)?$/i, 'timeline'],
]

/** Reads which fields the record of an incident has. */
export function readRecord(sketch: Sketch): void {
  for (const top of sketch.nodes) {
    if (!FIELDS.test(top.title)) continue
    const points = top.children
      .flatMap(child => (child.kind === 'table' ? child.children : [child]))
      .filter(child => (child.kind === 'point' || child.kind === 'row') && !sketch.read.has(child))
    if (points.length < 3) continue
    const required = /\b(required|must|shall|minimum)\b/i.test(`${top.title} ${top.text}`)
    for (const point of points) {
      const { title } = titled(point.title)
      const from = COMPUTED.find(([pattern]) => pattern.test(point.title))?.[1]
      draft(
        sketch,
        'record',
        title,
        {
          title,
          ...(from === undefined ? {} : { from }),
          ...(required ? { required: 'yes' } : {}),
        },
        [point],
      )
      askBlanks(sketch, point)
    }
  }
}

const SOURCES =
  /^(?:(?:incident |common |primary |key )?(?:detection|reporting) (?:sources?|methods?|mechanisms?)|sources? of detection(?: include)?|(?:incidents?|security events) (?:may|can|are|is) (?:be )?(?:detected|identified|reported) (?:through|by|via|from).*|detection|who can report|how incidents are detected.*)$/i
const MACHINE =
  /\b(monitor(ing|s)?|alerts?|alarms?|automat(ed|ic)|scan(s|ner|ners|ning)?|siem|edr|ids|ips|logs?|tools?|sensors?|dlp|antivirus|defender|detection systems?)\b/i
const PERSON =
  /\b(users?|customers?|employees?|staff|researchers?|reports? from|third[- ]part(y|ies)|people|personnel|partners?|vendors?|clients?|reports?|disclosures?|discovery|observation|helpdesk|support)\b/i

/** Reads through what incidents become known. */
export function readSources(sketch: Sketch): void {
  for (const top of sketch.nodes) {
    if (!SOURCES.test(top.title)) continue
    const points = top.children.filter(
      child => child.kind === 'point' && !sketch.read.has(child) && child.children.length === 0,
    )
    if (points.length < 2 || points.some(({ text }) => text.length > 120)) continue
    for (const point of points) {
      const machine = MACHINE.test(point.text)
        ? !/\buser reports?\b/i.test(point.text)
        : PERSON.test(point.text)
          ? false
          : undefined
      const { title } = titled(point.text)
      draft(
        sketch,
        'sources',
        title,
        { title, ...(machine === undefined ? {} : { machine: machine ? 'yes' : 'no' }) },
        [point],
      )
    }
  }
}

const KEPT =
  /\b(?:retain(?:ed|s)?|kept|keep|preserve[ds]?|maintain(?:ed|s)?|archive[ds]?|stored?|held|retention(?: period)?)\b/i
const MATERIAL =
  /\b((?:incident|audit|security|forensic|access|server|system|application|investigation|breach|all|training|communication)?\s?(?:logs?|records?|evidence|documentation|reports?|files|artifacts|artefacts|data|tickets|recordings))\b/i
const DURATION =
  /\b(?:for|of|:|is)\s+(?:at least |a minimum of |a period of |minimum |not less than |no less than )*$/i

/** "Incident records are kept for 6 years", "All logs will be maintained for forensic analysis". */
export function readRetention(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node) || !['prose', 'point', 'row'].includes(node.kind)) continue
    const [material = ''] = MATERIAL.exec(node.text) ?? []
    if (
      !KEPT.test(node.text) ||
      material === '' ||
      !/\b(?:must|shall|will|are|is|be|retain|keep|store|preserve|maintain|archive|retention)\b/i.test(
        node.text,
      )
    )
      continue
    if (
      /\b(?:should|may|can|personal data|backups?|process|capabilit\w*|list|inventory|contact)\b/i.test(
        node.text,
      )
    )
      continue
    const spans = spansIn(node.text).filter(({ start }) => DURATION.test(node.text.slice(0, start)))
    const [span] = spans
    if (
      span === undefined
        ? !isKept(node.text)
        : spans.length > 1 || spansIn(node.text).length > 1 || span.working
    ) {
      if (spans.length > 1)
        ask(sketch, 'figure-unclear', `How long is what kept: "${node.text.slice(0, 120)}"?`, [
          node,
        ])
      continue
    }
    const { title } = titled(node.text)
    const kind = nameFrom(material.trim().replace(/^all\s+/i, ''), 'records')
    draft(
      sketch,
      'retention',
      material.trim(),
      {
        title: inert(title).slice(0, TEXT_LENGTH_MAX),
        kind,
        ...(span === undefined ? {} : { keep: span.span }),
      },
      [node],
    )
  }
}

/** Without a period only a plain promise that things are kept counts as one. */
function isKept(text: string): boolean {
  return (
    /\b(?:logs?|records?|evidence|documentation)\b[^.;]{0,60}\b(?:must|shall|will|are|is)\s+(?:be\s+)?(?:retained|kept|maintained|archived|stored|preserved)\b/i.test(
      text,
    ) ||
    /^maintain (?:\w+ )?records of\b/i.test(text) ||
    /:\s*maintain records\b/i.test(text)
  )
}
