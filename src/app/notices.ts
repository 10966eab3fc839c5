import type { Notice } from '#/store/notice.ts'

/** What nodes tell each other, spread inside this one. Listeners must not throw and must return at once. */
export type Notices = {
  readonly subscribe: (listener: (notice: Notice) => void) => () => void
  readonly publish: (notice: Notice) => void
}

export function createNotices(): Notices {
  const listeners = new Set<(notice: Notice) => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    publish(notice) {
      for (const listener of listeners) listener(notice)
    },
  }
}
