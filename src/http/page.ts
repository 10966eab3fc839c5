// The few plain pages that a browser gets before there is more: no script, nothing from elsewhere, everything escaped.
import { hash } from 'node:crypto'

const STYLE = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
button{font:inherit;padding:.7rem 1.4rem;border:0;border-radius:.4rem;background:#0b5394;color:#fff;cursor:pointer}
button.less{background:#e4e4e4;color:#1a1a1a}
form button{display:block;width:100%;min-height:3.2rem;margin:.7rem 0;text-align:left}
summary{padding:.7rem 0;cursor:pointer}
code{background:#eee;padding:.1rem .3rem}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}code{background:#333}a{color:#9fc5f8}button.less{background:#333;color:#eee}}`

/** Nothing may run, nothing may be fetched, nobody may frame it; a form goes back to us and nowhere else. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For answers that are pages. The address of one may be a secret, so no other site is told of it. */
export const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const

/** HTML that is as it should be: written here, or escaped. */
export type Html = { readonly html: string }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

/** Escapes what is put in, unless that is HTML already. Not named `html`, or the formatter would lay it out, and the style's hash break. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html)[]
): Html {
  const put = values.map(value =>
    typeof value === 'object' ? value.html : escapeHtml(String(value)),
  )
  return { html: String.raw({ raw: parts }, ...put) }
}

export function page(title: string, content: Html, language: 'en' | 'de' = 'en'): string {
  return markup`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Tocsin</title>
<style>${{ html: STYLE }}</style>
<h1>${title}</h1>
${content}
</html>
`.html
}
