// Runs beside the page, also when it is closed: shows what is pushed, answers a page at one touch, and says so when the server
// cannot be reached. It keeps nothing: what is shown comes from the server or is not shown. Nobody imports it.

export {}

/** Of a service worker, what is used here; the types of the browser's page and of its workers do not go together. */
type BackgroundWorker = {
  readonly location: { readonly origin: string }
  readonly registration: {
    showNotification(title: string, options: object): Promise<void>
  }
  readonly clients: {
    matchAll(options: object): Promise<readonly WindowClient[]>
    openWindow(url: string): Promise<unknown>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(name: string, listener: (event: WorkerEvent) => void): void
}
type WindowClient = {
  readonly url: string
  navigate(url: string): Promise<unknown>
  focus(): Promise<unknown>
}
type WorkerEvent = {
  waitUntil(work: Promise<unknown>): void
  respondWith(answer: Promise<Response>): void
  readonly request: Request
  readonly data: { json(): unknown } | null
  readonly action: string
  readonly notification: { readonly data: Shown; close(): void }
}
type Shown = { readonly url: string; readonly acknowledge: string | null }
type Pushed = Shown & {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly at: string
}

const worker = globalThis as unknown as BackgroundWorker
const isGerman = navigator.language.startsWith('de')
const WORDS = isGerman
  ? {
      acknowledge: 'Ich übernehme',
      open: 'Ansehen',
      taken: 'Bestätigt. Danke.',
      failed: 'Das konnte nicht bestätigt werden. Hier tippen und es auf der Seite tun.',
      away: 'Tocsin ist nicht zu erreichen',
      kept: 'Was getippt wurde, bleibt in diesem Browser. Sobald die Verbindung wieder steht, geht es weiter.',
      again: 'Erneut versuchen',
    }
  : {
      acknowledge: 'I am on it',
      open: 'Look',
      taken: 'Acknowledged. Thank you.',
      failed: 'That could not be acknowledged. Touch here, and do it on the page.',
      away: 'Tocsin cannot be reached',
      kept: 'What you typed stays in this browser. You can go on as soon as the connection is back.',
      again: 'Try again',
    }

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()))

worker.addEventListener('push', event => {
  const pushed = event.data?.json() as Pushed | undefined
  if (pushed !== undefined) event.waitUntil(show(pushed))
})

function show({ title, body, tag, at, url, acknowledge }: Pushed): Promise<void> {
  return worker.registration.showNotification(title, {
    body,
    tag,
    timestamp: Date.parse(at),
    // A page that wakes nobody is none: it stays until it is touched, and sounds again when it comes again.
    requireInteraction: acknowledge !== null,
    renotify: true,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { url, acknowledge },
    actions:
      acknowledge === null
        ? []
        : [
            { action: 'acknowledge', title: WORDS.acknowledge },
            { action: 'open', title: WORDS.open },
          ],
  })
}

worker.addEventListener('notificationclick', event => {
  event.notification.close()
  const { url, acknowledge } = event.notification.data
  if (event.action === 'acknowledge' && acknowledge !== null)
    event.waitUntil(answer(acknowledge, url))
  else event.waitUntil(open(event.action === 'open' ? url : (acknowledge ?? url)))
})

/** The link says for whom it is, so nobody has to be signed in. */
async function answer(acknowledge: string, url: string): Promise<void> {
  const answered = await fetch(here(acknowledge), { method: 'POST' }).catch(() => undefined)
  const isTaken = answered?.ok === true
  await worker.registration.showNotification(isTaken ? WORDS.taken : WORDS.failed, {
    tag: acknowledge,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    data: { url: isTaken ? url : acknowledge, acknowledge: null },
  })
}

/** In the window that is there, or else in a new one. */
async function open(url: string): Promise<void> {
  const [window] = await worker.clients.matchAll({ type: 'window' })
  if (window === undefined) return void (await worker.clients.openWindow(here(url)))
  await window.focus()
  await window.navigate(here(url))
}

/** Whatever the installation is called from outside: this browser got here by this name. */
function here(url: string): string {
  const { pathname, search } = new URL(url, worker.location.origin)
  return new URL(pathname + search, worker.location.origin).href
}

worker.addEventListener('fetch', event => {
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(offline))
})

function offline(): Response {
  const html = `<!doctype html><html lang="${isGerman ? 'de' : 'en'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Tocsin</title><style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1rem}
a{display:inline-block;padding:.7rem 1.2rem;border:2px solid;border-radius:.3rem;color:inherit;text-decoration:none;font-weight:600}</style>
<main><h1>${WORDS.away}</h1><p>${WORDS.kept}</p><p><a href="">${WORDS.again}</a></p></main></html>`
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
