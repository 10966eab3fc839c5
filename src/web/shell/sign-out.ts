import { call } from '../api/client.ts'
import { paths } from '../paths.ts'
import { forgetWritten } from '../sign-in/whose.ts'
import { unsubscribeHere } from '../push/worker.ts'

/** Ends the session, and forgets all that this page knows: what it shows next is for anybody. */
export async function signOut(): Promise<void> {
  const { provider_sign_out: further } = await call('sign-out')
  // Whoever sits here next is not to read whom somebody else is paged for; the server forgets it at the next page.
  await unsubscribeHere().catch(() => {})
  forgetWritten(localStorage)
  // Whoever came through an identity provider leaves there too: at a shared computer the next one must not just walk in.
  location.assign(further ?? paths.signIn())
}
