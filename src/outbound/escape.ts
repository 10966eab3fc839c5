// Incident text is hostile: alert labels, mail bodies and reports from strangers end up in it.

/**
 * Characters that steer whoever shows the text and are not read themselves: controls, line and paragraph
 * separators, and the marks that turn the direction of writing, by which a text can show as another than it is.
 */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

const STEERING_BUT_LAYOUT =
  /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** One line for a header, a subject or a log: no line breaks, no controls, at most `charactersMax` characters. */
export function oneLine(text: string, charactersMax: number): string {
  const line = wellFormed(text, charactersMax).replace(STEERING, ' ').replace(/\s+/gu, ' ').trim()
  return cut(line, charactersMax)
}

/** Text of several lines without controls. Line breaks become `\n`. Longer text ends with `…`. */
export function plainText(text: string, charactersMax: number): string {
  const lines = wellFormed(text, charactersMax).replace(/\r\n?/g, '\n')
  return cut(lines.replace(STEERING_BUT_LAYOUT, ' '), charactersMax)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text between tags and for attribute values in either quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

// Half a surrogate pair would throw in an encoder further down. Both steps below keep the length or shorten it, so
// a text of a hundred megabytes is cut before it is walked through; line breaks of two characters leave some slack.
function wellFormed(text: string, charactersMax: number): string {
  return text.slice(0, 2 * charactersMax + 2).toWellFormed()
}

/** Counts as JavaScript does, in UTF-16 units, and never leaves half of a pair. */
function cut(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  return `${text.slice(0, charactersMax - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
