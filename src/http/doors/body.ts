// Bodies as senders write them: JSON, a form, or text, whatever they say that it is.

export type ReadBody = { readonly body: unknown } | { readonly malformed: string }

const JSON_TYPE = /^[a-z0-9.+-]+\/(?:[a-z0-9.+-]*\+)?json\b|^application\/cloudevents-batch\+json/i
const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i

export function readBody(type: string, raw: Uint8Array): ReadBody {
  const text = new TextDecoder().decode(raw)
  if (FORM_TYPE.test(type) && !looksLikeJson(text)) return { body: formOf(text) }
  if (text.trim() === '') return { body: '' }
  const isJson = JSON_TYPE.test(type)
  if (!isJson && !looksLikeJson(text)) return { body: text }
  try {
    return { body: JSON.parse(text) as unknown }
  } catch {
    return isJson ? { malformed: 'the body is not JSON' } : { body: text }
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** Of what stands there twice the last counts. `payload={…}` is how some wrap JSON. */
function formOf(text: string): unknown {
  const fields = Object.fromEntries(new URLSearchParams(text))
  const { payload } = fields
  if (payload === undefined || Object.keys(fields).length !== 1 || !looksLikeJson(payload))
    return fields
  try {
    return JSON.parse(payload) as unknown
  } catch {
    return fields
  }
}
