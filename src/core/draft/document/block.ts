import type { Inline } from '#/core/draft/document/inline.ts'

/** What a document is made of, as it stands one below the other. Lines are 1-based. */
export type Block =
  | {
      readonly kind: 'heading'
      readonly level: number
      readonly text: Inline
      readonly line: number
    }
  /** `lines`: what the author set apart; each may hold several sentences. */
  | { readonly kind: 'paragraph'; readonly lines: readonly Placed[]; readonly line: number }
  | { readonly kind: 'list'; readonly points: readonly PointBlock[]; readonly line: number }
  | {
      readonly kind: 'table'
      readonly columns: readonly Inline[]
      readonly rows: readonly RowBlock[]
      readonly line: number
    }
  | { readonly kind: 'code'; readonly text: string; readonly line: number }

export type Placed = { readonly text: Inline; readonly line: number }

export type PointBlock = {
  readonly ordered: boolean
  /** A box to be ticked stands before it. */
  readonly box: boolean
  readonly blocks: readonly Block[]
  readonly line: number
}

export type RowBlock = { readonly cells: readonly Inline[]; readonly line: number }
