/**
 * Text of a plan as Markdown that shows exactly that text: it can neither begin markup or HTML, nor a list, a heading or a
 * table cell, nor a new line.
 */
export function escapeMarkdown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line
    .replace(/[\\`*_[\]<>&|~$]/g, '\\$&')
    .replace(/^([-+=#])/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}
