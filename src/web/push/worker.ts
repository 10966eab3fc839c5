// The worker beside the page, and what it takes to be notified through it.
const WORKER = '/service-worker.js'

/** Once the page is there: it shows that the server is away, and what is pushed. A browser that cannot has none. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return
  const start = () => {
    // Without it the page works all the same.
    navigator.serviceWorker.register(WORKER).catch(() => {})
  }
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

export type PushAbility = 'able' | 'denied' | 'unsafe' | 'install' | 'unable'

/** Whether this browser can be notified, or why not. */
export function pushAbility(): PushAbility {
  if (!isSecureContext) return 'unsafe'
  if (!('serviceWorker' in navigator)) return 'unable'
  // On an iPhone only what stands on the home screen may.
  if (!('PushManager' in globalThis)) return isAppleTouch() ? 'install' : 'unable'
  return Notification.permission === 'denied' ? 'denied' : 'able'
}

const isAppleTouch = () =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1)

/** What this browser has subscribed to, if it has. */
export async function subscribedHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return registration === undefined ? null : registration.pushManager.getSubscription()
}

/** Asks whoever sits there, and gives where this browser is reached. Undefined: they said no. */
export async function subscribeHere(key: string) {
  if ((await Notification.requestPermission()) !== 'granted') return undefined
  await navigator.serviceWorker.register(WORKER)
  const registration = await navigator.serviceWorker.ready
  const { endpoint, keys } = (
    await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  ).toJSON()
  const { p256dh = '', auth = '' } = keys ?? {}
  return { endpoint: endpoint ?? '', keys: { p256dh, auth } }
}

/** Whoever signs out here is no longer to be read of here. */
export async function unsubscribeHere(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await (await subscribedHere())?.unsubscribe()
}
