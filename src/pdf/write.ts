// Paper. pdfmake lays the pages out and needs Node for its fonts, so that this is no part of the core; and since nothing is sent
// anywhere, it is no destination either. It is loaded when the first PDF is asked for: a tenth of a second that no start waits for.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Block, Document } from '#/core/document/document.ts'
import { visible } from '#/core/document/text.ts'
import { definitionOf } from '#/pdf/definition.ts'
import { inGlyphs } from '#/pdf/glyphs.ts'
import { markStructure } from '#/pdf/structure.ts'
import type { LayoutBuilder, Renderer } from '#/pdf/structure.ts'

const FONT_FILES = {
  normal: 'Roboto-Regular.ttf',
  bold: 'Roboto-Medium.ttf',
  italics: 'Roboto-Italic.ttf',
  bolditalics: 'Roboto-MediumItalic.ttf',
} as const

/**
 * A document as a PDF: A4, fonts inside, with an outline, links, page numbers and the title at the head of each page. The same
 * document gives the same bytes. Nothing is fetched and no file is read besides the fonts that come with pdfmake. Takes some
 * milliseconds for each page, during which nothing else runs: a server writes it aside (`aside.ts`).
 */
export async function pdfOf(document: Document): Promise<Uint8Array> {
  const { pdfmake, glyphs } = await load()
  const lacking = new Set<string>()
  const spell = (text: string) => inGlyphs(visible(text), glyphs, one => lacking.add(one))
  const definition = definitionOf(document, spell)
  if (lacking.size === 0) return pdfmake.createPdf(definition).getBuffer()
  const told = { ...document, preface: [...document.preface, LACKING] }
  return pdfmake.createPdf(definitionOf(told, spell)).getBuffer()
}

/** Said on the first page of a document that has such characters. */
const LACKING: Block = {
  kind: 'note',
  label: 'Characters',
  text: [
    'Some characters are not in the fonts of this paper. They are written by their number in Unicode, such as [U+05D0]; the same document as HTML shows them.',
  ],
}

let loading: ReturnType<typeof loadOnce> | undefined

function load() {
  return (loading ??= loadOnce())
}

async function loadOnce() {
  const [{ default: pdfmake }, { default: layout }, { default: renderer }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/js/LayoutBuilder.js'),
    import('pdfmake/js/Renderer.js'),
  ])
  markStructure(layout.default.prototype as LayoutBuilder, renderer.default.prototype as Renderer)
  for (const file of Object.values(FONT_FILES))
    pdfmake.virtualfs.writeFileSync(file, readFileSync(fontPath(file)))
  pdfmake.setFonts({ Roboto: FONT_FILES })
  // Nothing in a document names a file or an address. If something ever did, it would not be read.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  const { fontCache } = await pdfmake.createPdf({ content: [''] }).getStream()
  return { pdfmake, glyphs: new Set(fontCache['Roboto']?.['normal']?.font.characterSet) }
}

function fontPath(file: string): string {
  return fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/${file}`))
}
