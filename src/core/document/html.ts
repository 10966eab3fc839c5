import type {
  Block,
  Document,
  Entry,
  Inline,
  Link,
  Row,
  Section,
  Table,
  Text,
} from '#/core/document/document.ts'
import { DOCUMENT_STYLE } from '#/core/document/html-style.ts'
import { visible } from '#/core/document/text.ts'

/**
 * A document as one HTML file: no script, nothing fetched, nothing that leads out of it, everything escaped. Its only style is
 * DOCUMENT_STYLE, so that a server can allow just that.
 */
export function htmlOf(document: Document): string {
  const { title, date, details, preface, sections } = document
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${title} · ${document.edition}`)}</title>
<style>${DOCUMENT_STYLE}</style>
</head>
<body>
<a class="skip" href="#text">Go to the text</a>
<header>
<h1 dir="auto">${escapeHtml(title)}</h1>
<dl>${details.map(({ label, text }) => `<div><dt>${escapeHtml(label)}</dt><dd>${inlines(text)}</dd></div>`).join('')}</dl>
${preface.map(block => blockOf(block, 2)).join('\n')}
</header>
${contents(sections)}
<main id="text">
${sections.map(section => sectionOf(section, 2)).join('\n')}
</main>
<footer><p>${escapeHtml(`${title} · ${document.edition}`)} · <time datetime="${escapeHtml(date)}">${escapeHtml(date)}</time></p></footer>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for between tags, and for between the quotes of an attribute. */
export function escapeHtml(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

function inlines(text: Text): string {
  return text.map(inlineOf).join('')
}

function inlineOf(inline: Inline): string {
  if (typeof inline === 'string') return escapeHtml(inline)
  if ('strong' in inline) return `<strong>${escapeHtml(inline.strong)}</strong>`
  if ('code' in inline) return `<code>${escapeHtml(inline.code)}</code>`
  if ('see' in inline) return references(inline.see)
  return linkOf(inline)
}

function references(see: readonly Link[]): string {
  return `<span class="see">[${see.map(linkOf).join(', ')}]</span>`
}

function linkOf({ to, text }: Link): string {
  return `<a href="#${escapeHtml(encodeURIComponent(to))}">${escapeHtml(text)}</a>`
}

function idOf(anchor: string | undefined): string {
  return anchor === undefined ? '' : ` id="${escapeHtml(anchor)}"`
}

function contents(sections: readonly Section[]): string {
  const lines = (of: readonly Section[]): string =>
    of.length === 0
      ? ''
      : `<ol>${of
          .map(
            ({ anchor, number, title, sections: below }) =>
              `<li>${linkOf({ to: anchor, text: `${number} ${title}` })}${lines(below)}</li>`,
          )
          .join('')}</ol>`
  return `<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>${lines(sections)}</nav>`
}

function sectionOf(section: Section, depth: number): string {
  const { anchor, number, title, see, blocks, sections } = section
  const heading = `h${depth}`
  const clauses = see.length === 0 ? '' : ` ${references(see)}`
  return `<section${idOf(anchor)}>
<${heading}><span class="number">${number}</span> ${escapeHtml(title)}${clauses}</${heading}>
${[...blocks.map(block => blockOf(block, depth + 1)), ...sections.map(below => sectionOf(below, depth + 1))].join('\n')}
</section>`
}

function blockOf(block: Block, depth: number): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlines(block.text)}</p>`
    case 'heading':
      return `<h${depth}>${escapeHtml(block.text)}</h${depth}>`
    case 'note':
      return `<p class="note"><strong>${escapeHtml(block.label)}:</strong> ${inlines(block.text)}</p>`
    case 'list':
      return `<ul>\n${block.entries.map(entry => entryOf(entry, depth)).join('\n')}\n</ul>`
    case 'table':
      return tableOf(block)
  }
}

function entryOf({ anchor, text, below = [] }: Entry, depth: number): string {
  const blocks = below.map(block => blockOf(block, depth)).join('')
  return `<li${idOf(anchor)}>${below.length === 0 ? inlines(text) : `<p>${inlines(text)}</p>${blocks}`}</li>`
}

/**
 * On a narrow screen the style lays the cells of a row below each other, each with the title of its column. That would make it
 * no table any more to a screen reader; hence the roles, which otherwise go without saying.
 */
function tableOf({ caption, columns, rows }: Table): string {
  const head = columns.map(({ title }) => `<th role="columnheader">${escapeHtml(title)}</th>`)
  const rowOf = ({ anchor, cells }: Row) =>
    `<tr role="row"${idOf(anchor)}>${cells
      .map((cell, index) => {
        const label = escapeHtml(columns[index]?.title ?? '')
        return `<td role="cell" data-column="${label}">${inlines(cell)}</td>`
      })
      .join('')}</tr>`
  return `<table role="table"><caption>${escapeHtml(caption)}</caption>
<colgroup>${columns.map(({ share }) => `<col class="c${share}">`).join('')}</colgroup>
<thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead>
<tbody role="rowgroup">
${rows.map(rowOf).join('\n')}
</tbody></table>`
}
