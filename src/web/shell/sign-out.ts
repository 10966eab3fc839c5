import { call } from '../api/client.ts'
import { paths } from '../paths.ts'

/** Ends the session, and forgets all that this page knows: what it shows next is for anybody. */
export async function signOut(): Promise<void> {
  await call('sign-out')
  location.assign(paths.signIn())
}
