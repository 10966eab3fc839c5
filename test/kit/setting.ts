import { fail } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { REGIMES } from './regimes.ts'

/**
 * Compiles a few lines of plan with the real compiler; several parts stand one after the other. What every plan must say and a test does not care about (its name,
 * one severity `bad`, a milder `mild`, one type `outage`) is added where the test leaves it out.
 */
export function plan(...parts: readonly string[]): Plan {
  const source = parts.map(outdented).join('\n')
  const added = Object.entries(NEEDED).filter(([key]) => !new RegExp(`^${key}:`, 'm').test(source))
  return compiled([...added.map(([, lines]) => lines), source].join('\n'))
}

const NEEDED = {
  plan: 'plan: tiny',
  title: 'title: Tiny',
  version: 'version: "1"',
  severities:
    'severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}',
  types: 'types: {outage: {title: Outage}, breach: {title: Breach, security: true}}',
}

/** Plans that come with the product. */
export type Bundled = 'creditnexus' | 'tiered' | 'bank'

/** A plan of the folder `plans/`. */
export function bundled(id: Bundled): Plan {
  return compiled(readFileSync(new URL(`../../plans/${id}.yaml`, import.meta.url), 'utf8'))
}

function compiled(source: string): Plan {
  const result = compile(source, { regimes: REGIMES })
  if ('mistakes' in result) fail(JSON.stringify(result.mistakes, null, 2))
  return result.plan
}

/** Takes away the indentation that a text has for standing inside a test. */
export function outdented(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n')
  const depth = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.search(/\S/)))
  return lines.map(line => line.slice(depth)).join('\n')
}

/**
 * A setting in which these positions and groups are filled: `{cto: ['ana', 'bo'], 'on-call': ['eli']}`. Everyone named is a
 * person of the directory; `also` names further ones, and `contacts` the lists outside.
 */
export function settingOf(
  its: Plan,
  filled: Readonly<Record<string, readonly string[]>> = {},
  more: { readonly also?: readonly string[]; readonly contacts?: Directory['contacts'] } = {},
): Setting {
  const groups = new Set(its.groups.map(group => group.id))
  const people = [...new Set([...Object.values(filled).flat(), ...(more.also ?? [])])]
  const entries = Object.entries(filled)
  return {
    plan: its,
    sha256,
    directory: {
      ...EMPTY_DIRECTORY,
      people: new Map(people.map(id => [id, { id, name: id, email: `${id}@inside.example` }])),
      positions: new Map(entries.filter(([party]) => !groups.has(party))),
      groups: new Map(entries.filter(([party]) => groups.has(party))),
      contacts: more.contacts ?? new Map(),
    },
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
