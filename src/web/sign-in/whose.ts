// A browser may be used by one person after another: what the first has begun to write is not for the eyes of the next.

const PERSON = 'tocsin.person'
/** Of what somebody writes, and of what they have asked for. How the page looks and speaks may stay. */
const WRITTEN = ['tocsin.draft.', 'tocsin.asked.']

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Notes who is signed in now. Drafts stay for the one who wrote them, and go when it is somebody else. */
export function belongsTo(person: string, store: Store): void {
  const before = store.getItem(PERSON)
  if (before !== null && before !== person) forgetWritten(store)
  store.setItem(PERSON, person)
}

/** Takes away all that was written here and not sent. */
export function forgetWritten(store: Store): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index))
  for (const name of names)
    if (name !== null && WRITTEN.some(prefix => name.startsWith(prefix))) store.removeItem(name)
}
