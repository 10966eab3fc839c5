/** Which dialog is asked for, and about what. `carry-out`: whatever the act of this obligation wants. */
export type AskedDialog =
  | { readonly name: 'carry-out'; readonly obligation: string }
  | { readonly name: 'update' }
  | { readonly name: 'escalate' }
  | { readonly name: 'classify' }
  | { readonly name: 'resolve' }
  | { readonly name: 'close' }
  | { readonly name: 'reopen' }
