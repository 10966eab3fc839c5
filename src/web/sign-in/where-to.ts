/** Where somebody goes once they are signed in: where they wanted to go, if that is an address of ours, and else to the board. */
export function whereTo(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '/'
  // A browser reads "//evil.example" and "/\evil.example" as another site's.
  const isOurs = /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in')
  return isOurs ? to : '/'
}
