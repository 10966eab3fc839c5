import { TOCSIN } from '#/core/incident/event.ts'
import type { EventOf, EventType, Happening } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { at } from './given.ts'

/** What an event at 09:10 makes of an incident to which those before it had happened, at 09:05; all by ana. */
export type EventCase<T extends EventType> = {
  readonly before?: readonly Happening[]
  readonly event: Omit<EventOf<T>, 'at' | 'by'>
  readonly gives: { readonly [K in keyof Incident]?: unknown }
}

type Told =
  | 'assessed'
  | 'confirmed'
  | 'approval-asked'
  | 'approved'
  | 'objected'
  | 'consent-presumed'
  | 'authority-overridden'
  | 'decision-taken'
  | 'decision-lapsed'

const at0910 = at('09:10')

/** Whose word was asked for and given, what was decided, and what was found right. */
export const AUTHORITY_CASES: { readonly [T in Told]: EventCase<T> } = {
  assessed: {
    event: { type: 'assessed', classification: 'dora', level: 'major' },
    gives: { assessments: new Map([['dora', { level: 'major', at: at0910, by: 'ana' }]]) },
  },
  confirmed: {
    event: { type: 'confirmed', obligation: 'confirm', of: 'severity', level: 'bad' },
    gives: { responders: new Map([['ana', at0910]]) },
  },
  'approval-asked': {
    event: { type: 'approval-asked', obligation: 'notice', draft: 'new', of: ['lead'] },
    gives: {
      approvalsAsked: new Map([
        ['notice', { draft: 'new', of: ['lead'], at: at0910, consented: false }],
      ]),
    },
  },
  approved: {
    before: [{ type: 'approved', obligation: 'notice', role: 'lead', draft: 'old' }],
    event: { type: 'approved', obligation: 'notice', role: 'lead', draft: 'new' },
    gives: {
      approvals: new Map([
        [
          'notice',
          [
            { role: 'lead', by: 'ana', draft: 'old', at: at('09:05') },
            { role: 'lead', by: 'ana', draft: 'new', at: at0910 },
          ],
        ],
      ]),
    },
  },
  objected: {
    before: [{ type: 'approved', decision: 'stop', role: 'lead', draft: '' }],
    event: { type: 'objected', decision: 'stop', draft: '', reason: 'Too early' },
    gives: {
      approvals: new Map([['decide:stop', []]]),
      objections: new Map([['decide:stop', [{ by: 'ana', draft: '', at: at0910 }]]]),
    },
  },
  'consent-presumed': {
    before: [{ type: 'approval-asked', decision: 'stop', draft: '', of: ['lead'] }],
    event: { type: 'consent-presumed', decision: 'stop', draft: '', of: ['lead'] },
    gives: {
      approvalsAsked: new Map([
        ['decide:stop', { draft: '', of: ['lead'], at: at('09:05'), consented: true }],
      ]),
      approvals: new Map([['decide:stop', [{ role: 'lead', by: TOCSIN, draft: '', at: at0910 }]]]),
    },
  },
  'authority-overridden': {
    event: {
      type: 'authority-overridden',
      override: 'override-7',
      obligation: 'notice',
      role: 'lead',
      missing: ['chief'],
      reason: 'Nobody answers',
    },
    gives: { overrides: new Map([['override-7', { of: 'notice', by: 'ana', at: at0910 }]]) },
  },
  'decision-taken': {
    event: { type: 'decision-taken', decision: 'stop', lapsesAt: at('13:10') },
    gives: {
      decisions: new Map([
        ['stop', { at: at0910, by: 'ana', lapsesAt: at('13:10'), lapsed: false }],
      ]),
    },
  },
  'decision-lapsed': {
    before: [{ type: 'decision-taken', decision: 'stop', lapsesAt: at0910 }],
    event: { type: 'decision-lapsed', decision: 'stop' },
    gives: { decisions: new Map([['stop', { at: at('09:05'), lapsed: true }]]) },
  },
}
