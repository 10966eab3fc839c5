const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** A level as people call it: `P1 High`, or `Tier 1` alone where the title says the id. */
export function levelName({ id, title }: { readonly id: string; readonly title: string }): string {
  return bare(title).includes(bare(id)) ? title : `${id} ${title}`
}
