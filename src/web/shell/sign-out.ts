import { paths } from '../paths.ts'

/** Ends the session, and forgets all that this page knows: what it shows next is for anybody. */
export async function signOut(): Promise<void> {
  await fetch('/api/sign-out', { method: 'POST', headers: { 'tocsin-page': '1' } })
  location.assign(paths.signIn())
}
