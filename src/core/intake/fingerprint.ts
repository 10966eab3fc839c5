import type { Labels } from '#/core/intake/labels.ts'
import { byUnits } from '#/core/intake/labels.ts'

const OFFSET_HIGH = 0xcbf29ce4
const OFFSET_LOW = 0x84222325
const PRIME_LOW = 0x1b3
/** Prometheus puts this byte after each name and each value: it is never part of UTF-8. */
const SEPARATOR = 0xff
const REPLACEMENT = 0xfffd

/**
 * FNV-1a, 64 bits, over the labels in order of name, as 16 hex digits: what Prometheus, Alertmanager and amtool show for
 * the same alert. For people and for the wire only: whoever wants two label sets with one fingerprint can compute them,
 * so the alert's identity is its label text (`LabelSet.text`), and two alerts with one fingerprint stay two alerts.
 */
export function fingerprint(labels: Labels): string {
  const names = Object.keys(labels)
  // Two words in a typed array: as fields of an object they would be boxed, and the whole twice as slow.
  const hash = Int32Array.of(OFFSET_HIGH, OFFSET_LOW)
  for (const name of isSorted(names) ? names : names.toSorted(byUnits)) {
    addText(hash, name)
    addByte(hash, SEPARATOR)
    addText(hash, labels[name] ?? '')
    addByte(hash, SEPARATOR)
  }
  return hex(hash[0] ?? 0) + hex(hash[1] ?? 0)
}

function addByte(hash: Int32Array, byte: number): void {
  // The prime is 2^40 + 0x1b3. The low word is multiplied in halves, so that every product stays an integer of 32 bits.
  const low = (hash[1] ?? 0) ^ byte
  const right = (low & 0xffff) * PRIME_LOW
  const left = (low >>> 16) * PRIME_LOW + (right >>> 16)
  hash[0] = Math.imul(hash[0] ?? 0, PRIME_LOW) + (low << 8) + (left >>> 16)
  hash[1] = (left << 16) | (right & 0xffff)
}

function addText(hash: Int32Array, text: string): void {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) addByte(hash, unit)
    else {
      const point = wellFormedAt(text, at)
      if (point > 0xffff) at += 1
      addCodePoint(hash, point)
    }
  }
}

function addCodePoint(hash: Int32Array, point: number): void {
  if (point < 0x800) {
    addByte(hash, 0xc0 | (point >> 6))
  } else if (point < 0x10000) {
    addByte(hash, 0xe0 | (point >> 12))
    addByte(hash, 0x80 | ((point >> 6) & 0x3f))
  } else {
    addByte(hash, 0xf0 | (point >> 18))
    addByte(hash, 0x80 | ((point >> 12) & 0x3f))
    addByte(hash, 0x80 | ((point >> 6) & 0x3f))
  }
  addByte(hash, 0x80 | (point & 0x3f))
}

/** Go reads half of a surrogate pair as U+FFFD; its fingerprint is computed over that. */
function wellFormedAt(text: string, at: number): number {
  const point = text.codePointAt(at) ?? REPLACEMENT
  return point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
