// The pages of the public form: no script, nothing from elsewhere, everything escaped.
import { hash } from 'node:crypto'
import { FORM_LIMITS } from '#/core/intake/doors/report-form.ts'
import { markup } from '#/http/page.ts'
import type { Html } from '#/http/page.ts'
import { REPORT_WORDS } from '#/http/report/words.ts'
import type { ReportLanguage, ReportWrong } from '#/http/report/words.ts'

const STYLE = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
label,.label{display:block;font-weight:600;margin-top:1.4rem}
.help{margin:.2rem 0 .4rem;color:#555;font-size:1rem}
input[type=text],input[type=email],textarea{font:inherit;width:100%;padding:.6rem;border:1px solid #767676;border-radius:.3rem;color:inherit;background:transparent}
textarea{min-height:12rem}
.check{display:flex;gap:.7rem;font-weight:400;align-items:flex-start}
.check input{width:1.4rem;height:1.4rem;margin:.15rem 0 0;flex:none}
button{font:inherit;margin-top:1.8rem;padding:.8rem 1.4rem;min-height:3rem;border:0;border-radius:.4rem;background:#0b5394;color:#fff;cursor:pointer}
:focus-visible{outline:3px solid #0b5394;outline-offset:2px}
.wrongs{border:2px solid #b00020;border-radius:.4rem;padding:.4rem 1rem}
[aria-invalid=true]{border-color:#b00020;border-width:2px}
.receipt{font:600 1.6rem/1.4 ui-monospace,monospace}
.trap{position:absolute;left:-100vw;width:1px;height:1px;overflow:hidden}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#9fc5f8}.help{color:#bbb}.wrongs,[aria-invalid=true]{border-color:#ff8a80}:focus-visible{outline-color:#9fc5f8}}`

/** Nothing may run, nothing may be fetched, nobody may frame it; the form goes back to us and nowhere else. */
export const REPORT_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  vary: 'accept-language',
} as const

/** What was written, as it came. */
export type Written = Readonly<
  Record<'found' | 'where' | 'name' | 'contact' | 'credit' | 'consent' | 'form', string>
>

const FIELD_OF: Readonly<Record<ReportWrong, string>> = {
  found: 'found',
  'found-long': 'found',
  where: 'where',
  name: 'name',
  contact: 'contact',
  consent: 'consent',
}

/** Not named `html`, or the formatter would lay it out, and the style's hash break. */
function whole(language: ReportLanguage, title: string, content: Html): string {
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.html
}

export function formPage(
  language: ReportLanguage,
  written: Written,
  wrongs: readonly ReportWrong[] = [],
): string {
  const words = REPORT_WORDS[language]
  const other = language === 'de' ? 'en' : 'de'
  return whole(
    language,
    words.title,
    markup`<p>${words.intro}</p>
<p><a href="/report?language=${other}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a></p>
${summary(language, wrongs)}
<form method="post" action="/report?language=${language}" novalidate>
<input type="hidden" name="form" value="${written.form}">
${area(language, written, wrongs)}
${line(language, written, wrongs, 'where')}
${line(language, written, wrongs, 'name')}
${line(language, written, wrongs, 'contact')}
${check('credit', words.credit, written.credit, false)}
${check('consent', words.consent, written.consent, wrongs.includes('consent'))}
<p class="trap" aria-hidden="true"><label>${words.leaveEmpty} <input type="text" name="website" tabindex="-1" autocomplete="off"></label></p>
<button type="submit">${words.send}</button>
</form>`,
  )
}

function summary(language: ReportLanguage, wrongs: readonly ReportWrong[]): Html {
  if (wrongs.length === 0) return { html: '' }
  const words = REPORT_WORDS[language]
  const list = wrongs.map(
    wrong => markup`<li><a href="#${FIELD_OF[wrong]}">${words.wrong[wrong]}</a></li>`.html,
  )
  return markup`<div class="wrongs" role="alert"><p><strong>${words.wrongs}</strong></p><ul>${{ html: list.join('') }}</ul></div>`
}

function invalid(wrongs: readonly ReportWrong[], field: string): Html {
  return { html: wrongs.some(wrong => FIELD_OF[wrong] === field) ? ' aria-invalid="true"' : '' }
}

function area(language: ReportLanguage, written: Written, wrongs: readonly ReportWrong[]): Html {
  const words = REPORT_WORDS[language]
  return markup`<label for="found">${words.found}</label>
<p class="help" id="found-help">${words.foundHelp}</p>
<textarea id="found" name="found" required maxlength="${FORM_LIMITS.found}" aria-describedby="found-help"${invalid(wrongs, 'found')}>
${written.found}</textarea>`
}

function line(
  language: ReportLanguage,
  written: Written,
  wrongs: readonly ReportWrong[],
  field: 'where' | 'name' | 'contact',
): Html {
  const words = REPORT_WORDS[language]
  const help = { where: words.whereHelp, name: '', contact: words.contactHelp }[field]
  const type = field === 'contact' ? 'email' : 'text'
  const complete = { where: 'off', name: 'name', contact: 'email' }[field]
  const described = help === '' ? { html: '' } : markup` aria-describedby="${field}-help"`
  return markup`<label for="${field}">${words[field]} (${words.optional})</label>
${help === '' ? { html: '' } : markup`<p class="help" id="${field}-help">${help}</p>`}
<input type="${type}" id="${field}" name="${field}" value="${written[field]}" maxlength="${FORM_LIMITS[field]}" autocomplete="${complete}"${described}${invalid(wrongs, field)}>`
}

function check(field: 'credit' | 'consent', text: string, value: string, wrong: boolean): Html {
  const checked = { html: value === 'yes' ? ' checked' : '' }
  const marked = { html: wrong ? ' aria-invalid="true"' : '' }
  return markup`<label class="check" for="${field}"><input type="checkbox" id="${field}" name="${field}" value="yes"${checked}${marked}> <span>${text}</span></label>`
}

export function receivedPage(language: ReportLanguage, receipt: string, mailed: boolean): string {
  const words = REPORT_WORDS[language]
  return whole(
    language,
    words.thanks,
    markup`<p role="status">${words.receipt}</p>
<p class="receipt">${receipt}</p>
<p>${words.keep}</p>
<p>${mailed ? words.mailed : words.notMailed}</p>`,
  )
}

export function troublePage(language: ReportLanguage, trouble: 'tooOften' | 'away'): string {
  const words = REPORT_WORDS[language]
  return whole(language, words.title, markup`<p role="alert">${words[trouble]}</p>`)
}
