import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { call } from '../api/client.ts'
import { queries, useAsk } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { pushAbility, subscribedHere, subscribeHere, unsubscribeHere } from './worker.ts'

const HERE = ['push-here'] as const
/** Which of the browsers on the server this one is; it is told by no other way. */
const ID = 'tocsin.push'

/** Being notified in this browser: whether one is, can be, and what to do about it. */
export function usePush() {
  const { push: words } = useWords()
  const ability = pushAbility()
  const { data: known, error: readError } = useAsk('get-push')
  const { data: here } = useQuery({
    queryKey: HERE,
    queryFn: async () => (await subscribedHere()) !== null,
    enabled: ability === 'able',
  })
  const [error, setError] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const doing = useCallback((work: () => Promise<unknown>) => {
    setBusy(true)
    setError(undefined)
    work()
      .catch((failed: unknown) => setError(failed as Error))
      .finally(() => {
        setBusy(false)
        void queries.invalidateQueries({ queryKey: HERE })
        void queries.invalidateQueries({ queryKey: ['get-push'] })
      })
  }, [])
  const id = localStorage.getItem(ID)
  const isOn = here === true && known?.browsers.some(browser => browser.id === id) === true
  return {
    ability,
    isOn,
    isBusy,
    browsers: known?.browsers ?? [],
    error: error ?? readError,
    turnOn: () => doing(() => subscribe(known?.key ?? '')),
    turnOff: () => doing(async () => (id === null ? undefined : forget(id))),
    forget: (other: string) => doing(() => forget(other)),
    trial: async () => (await call('try-push', { body: words.trial })).reached,
  }
}

async function subscribe(key: string): Promise<void> {
  const subscription = await subscribeHere(key)
  if (subscription === undefined) return
  const { id } = await call('subscribe-push', { body: subscription })
  localStorage.setItem(ID, id)
}

async function forget(id: string): Promise<void> {
  await call('unsubscribe-push', { params: { id } })
  if (localStorage.getItem(ID) !== id) return
  localStorage.removeItem(ID)
  await unsubscribeHere()
}
