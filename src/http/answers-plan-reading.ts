// A plan as a document, and what each part of it is.
import { z } from 'zod'
import type { Block, Entry, Inline, Section } from '#/core/document/document.ts'
import { instantShape } from '#/http/shapes.ts'

const link = z.object({
  to: z.string().describe('An anchor of the same document.'),
  text: z.string(),
})

const INLINE: z.ZodType<Inline> = z
  .union([
    z.string(),
    z.object({ strong: z.string() }),
    z.object({ code: z.string() }),
    z.object({ see: z.array(link).readonly() }),
    link,
  ])
  .meta({ id: 'DocumentInline' })

const TEXT = z.array(INLINE).readonly()

const ENTRY: z.ZodType<Entry> = z
  .object({
    anchor: z.string().exactOptional(),
    text: TEXT,
    below: z.lazy(() => z.array(BLOCK).readonly()).exactOptional(),
  })
  .meta({ id: 'DocumentEntry' })

const BLOCK: z.ZodType<Block> = z
  .union([
    z.object({ kind: z.literal('paragraph'), text: TEXT }),
    z.object({ kind: z.literal('heading'), text: z.string() }),
    z.object({ kind: z.literal('list'), entries: z.array(ENTRY).readonly() }),
    z.object({
      kind: z.literal('table'),
      caption: z.string(),
      columns: z
        .array(z.object({ title: z.string(), share: z.number().describe('In twelfths.') }))
        .readonly(),
      rows: z
        .array(z.object({ anchor: z.string().exactOptional(), cells: z.array(TEXT).readonly() }))
        .readonly(),
    }),
    z.object({ kind: z.literal('note'), label: z.string(), text: TEXT }),
  ])
  .meta({ id: 'DocumentBlock' })

const SECTION: z.ZodType<Section> = z
  .object({
    anchor: z.string(),
    number: z.string(),
    title: z.string(),
    see: z.array(link).readonly(),
    blocks: z.array(BLOCK).readonly(),
    sections: z.lazy(() => z.array(SECTION).readonly()),
  })
  .meta({ id: 'DocumentSection' })

const DOCUMENT = z
  .object({
    title: z.string(),
    edition: z.string(),
    date: z.string(),
    details: z.array(z.object({ label: z.string(), text: TEXT })).readonly(),
    preface: z.array(BLOCK).readonly(),
    sections: z.array(SECTION).readonly(),
  })
  .meta({ id: 'Document' })

const names = z.array(z.string()).readonly()
const line = z.number().int().nullable().describe('Of the source, from 1. null: of a regime.')

export const ELEMENT = z.object({
  anchor: z.string(),
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  cites: names,
  line,
  marks: names.describe('Honesty marks: unknown, see, conflict, recordedOnly, unverified.'),
})

export const READING = z
  .object({
    hash: z.string(),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    imported: instantShape,
    by: z.string(),
    active: z.boolean(),
    document: DOCUMENT,
    elements: z.array(ELEMENT).readonly(),
    clauses: z
      .array(
        z.object({
          id: z.string(),
          anchor: z.string(),
          text: z.string(),
          line,
          later: z.string().nullable(),
          carriers: z
            .array(z.object({ anchor: z.string(), kind: z.string(), title: z.string() }))
            .readonly(),
        }),
      )
      .readonly()
      .describe('The sentences of the source document, each with what carries it out.'),
    severities: z
      .array(
        z.object({
          id: z.string(),
          anchor: z.string(),
          name: z.string(),
          means: z.string(),
          examples: names,
          cites: names,
        }),
      )
      .readonly()
      .describe('Worst first.'),
    clocks: z
      .array(
        z.object({
          id: z.string(),
          anchor: z.string(),
          title: z.string(),
          law: z.string().nullable(),
          regime: z.string().nullable(),
          when: z.string(),
          act: z.string(),
          deadline: z.string().describe('By when, at a glance.'),
          limits: z.array(z.string()).readonly().describe('What else holds of its time.'),
          unverified: z.string().nullable(),
        }),
      )
      .readonly()
      .describe('Limits that a law sets.'),
    roles: z
      .array(
        z.object({
          id: z.string(),
          anchor: z.string(),
          title: z.string(),
          holders: z.array(z.object({ id: z.string(), title: z.string() })).readonly(),
          cites: names,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PlanReading' })
