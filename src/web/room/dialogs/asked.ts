/** Which dialog is asked for, and about what. `carry-out`: whatever the act of this obligation wants. */
export type AskedDialog =
  | { readonly name: 'carry-out'; readonly obligation: string }
  | { readonly name: 'waive'; readonly obligation: string }
  /** An update, or what an obligation wants written: a notice, a report, a publication. */
  | { readonly name: 'update'; readonly obligation?: string }
  | { readonly name: 'compose'; readonly obligation: string }
  | { readonly name: 'classify' }
  | { readonly name: 'assess'; readonly classification: string }
  | { readonly name: 'declassify' }
  | { readonly name: 'moments'; readonly moment?: string }
  | { readonly name: 'stage'; readonly stage?: string }
  | { readonly name: 'escalate' }
  | { readonly name: 'restrict' }
  | { readonly name: 'resolve' }
  | { readonly name: 'close' }
  | { readonly name: 'reopen' }
  | { readonly name: 'merge' }
  | { readonly name: 'split-off' }
  | { readonly name: 'migrate' }
  | { readonly name: 'assign'; readonly role: string }
  | { readonly name: 'hand-over'; readonly role: string }
  | { readonly name: 'decline'; readonly role: string }
  | { readonly name: 'call-in' }
  | { readonly name: 'hand-on'; readonly page?: string }
  | { readonly name: 'add-systems' }
  | { readonly name: 'answer'; readonly fact: string }
  | { readonly name: 'set-field'; readonly field: string }
  | { readonly name: 'add-evidence'; readonly obligation?: string }
  | { readonly name: 'evidence'; readonly evidence: string }
  | { readonly name: 'take-decision'; readonly decision: string }
  | { readonly name: 'object'; readonly obligation?: string; readonly decision?: string }
  | { readonly name: 'approve'; readonly obligation?: string; readonly decision?: string }
  | { readonly name: 'write-notes' }
  | { readonly name: 'add-finding'; readonly kind?: string; readonly obligation?: string }
  | { readonly name: 'add-follow-up' }
  | { readonly name: 'finish-follow-up'; readonly followUp: string }
  | { readonly name: 'give-feedback'; readonly person?: string }
  | { readonly name: 'schedule-meeting'; readonly obligation: string }
  | { readonly name: 'hold-meeting'; readonly obligation: string }

export type DialogName = AskedDialog['name']
export type AskedOf<N extends DialogName> = Extract<AskedDialog, { readonly name: N }>
/** What every dialog is handed. */
export type Opened<N extends DialogName> = {
  readonly asked: AskedOf<N>
  readonly close: () => void
}
