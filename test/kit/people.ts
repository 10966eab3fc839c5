// People with telephones, inboxes and Slack, under a time that is moved: what reaches them can be expected, and what they answer
// goes the way that real answers go.
import { equal, fail, match, ok } from 'node:assert/strict'
import type { Directory, Person } from '#/core/directory.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'

/** What came in over one channel. */
export type Received = Message & { readonly arrivedAt: string }

export type Device = {
  /** The next message that was not looked at yet; fails when there is none, or when it does not say this. */
  readonly expect: (says?: string | RegExp) => Received
  /** Nothing is there that was not looked at. */
  readonly isSilent: () => void
  readonly all: () => readonly Received[]
  /** Answers what came in last over this device: by text, by key, or by a button that is called so. */
  readonly reply: (words: string) => Promise<void>
  readonly press: (key: string) => Promise<void>
}

/** What becomes of an answer: the way that it goes is the test's to say. */
export type Hears = (message: Received, by: string, said: string) => Promise<void>

export type Citizen = Readonly<Record<Channel, Device>> & { readonly id: string }

export type People = {
  readonly destinations: readonly Destination[]
  readonly of: (person: string) => Citizen
  /** Everything that arrived anywhere, in its order; each twin is there. */
  readonly received: readonly Received[]
  /** From here on a channel fails towards somebody, or towards everybody. */
  readonly breaks: (channel: Channel, person?: string) => void
  readonly mend: (channel: Channel, person?: string) => void
}

/** `now` stamps what arrives. */
export function people(now: () => string, hears?: Hears): People {
  const received: Received[] = []
  const seen = new Set<Received>()
  const broken = new Set<string>()
  const cause = new Error('It is broken.')

  function destination(channel: Channel): Destination {
    return {
      channel,
      send(message): Promise<Outcome> {
        const person = message.to.person ?? message.to.address
        if (broken.has(channel) || broken.has(`${channel} ${person}`))
          return Promise.resolve({ delivered: false, retry: 'never', cause, channelWorks: true })
        received.push({ ...message, arrivedAt: now() })
        return Promise.resolve({ delivered: true })
      },
    }
  }

  function device(person: string, channel: Channel): Device {
    const all = () =>
      received.filter(it => it.channel === channel && (it.to.person ?? it.to.address) === person)
    const next = () => all().find(it => !seen.has(it))
    async function answer(said: string): Promise<void> {
      const message = all().at(-1) ?? fail(`${person} has nothing to answer by ${channel}`)
      await (hears ?? fail('nobody hears answers here'))(message, person, said)
    }
    return {
      all,
      reply: answer,
      press: answer,
      expect(says) {
        const message = next() ?? fail(`${person} has nothing new by ${channel}`)
        seen.add(message)
        const text = `${message.subject}\n${message.text}`
        if (typeof says === 'string') ok(text.includes(says), `${says} in: ${text}`)
        else if (says !== undefined) match(text, says)
        return message
      },
      isSilent() {
        const message = next()
        equal(message?.subject, undefined, `${person} hears nothing more by ${channel}`)
      },
    }
  }

  const citizens = new Map<string, Citizen>()
  return {
    destinations: CHANNELS.map(destination),
    received,
    of(person) {
      const known = citizens.get(person)
      if (known !== undefined) return known
      const devices = CHANNELS.map(channel => [channel, device(person, channel)] as const)
      const citizen = { ...(Object.fromEntries(devices) as Record<Channel, Device>), id: person }
      citizens.set(person, citizen)
      return citizen
    },
    breaks: (channel, person) => void broken.add(wayOf(channel, person)),
    mend: (channel, person) => void broken.delete(wayOf(channel, person)),
  }
}

function wayOf(channel: Channel, person: string | undefined): string {
  return person === undefined ? channel : `${channel} ${person}`
}

/** Somebody who has every device. */
export function equipped(id: string, more: Partial<Person> = {}): Person {
  return {
    id,
    name: `${id[0]?.toUpperCase()}${id.slice(1)}`,
    email: `${id}@inside.example`,
    phone: '+35226000000',
    slack: `U${id.toUpperCase()}`,
    push: true,
    ...more,
  }
}

/** A directory of equipped people: everybody who is named; `wishes` says how some want to be reached. */
export function town(
  filled: {
    readonly positions: Readonly<Record<string, readonly string[]>>
    readonly groups?: Readonly<Record<string, readonly string[]>>
  },
  wishes: Readonly<Record<string, Partial<Person>>> = {},
): Directory {
  const { positions, groups = {} } = filled
  const names = [...Object.values(positions), ...Object.values(groups)].flat()
  const everyone = [...new Set([...names, ...Object.keys(wishes)])]
  return {
    people: new Map(everyone.map(id => [id, equipped(id, wishes[id])])),
    positions: new Map(Object.entries(positions)),
    groups: new Map(Object.entries(groups)),
    rotas: new Map(),
    contacts: new Map(),
  }
}
