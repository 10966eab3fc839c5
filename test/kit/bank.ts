import { plan, settingOf } from './setting.ts'

/** A plan in which everything hangs on who may do what: approvals, decisions, bans, levels by rule, roles with hours and training. */
export const BANK = plan(`
  zone: Europe/Luxembourg
  severities:
    worst: {title: Worst, labels: [critical], propose: {fact: {lost: {over: 1000}}}}
    bad: {title: Bad, propose: {fact: {lost: {over: 10}}}}
    mild: {title: Mild, labels: [warning], propose: {fact: {lost: {at-least: 0}}}}
  classifying:
    in-doubt: higher
    lower: {when: {fact: {stable: yes}}, by: [commander]}
  classifications:
    major:
      by: counsel
      in-doubt: higher
      lower: {by: [counsel]}
      levels:
        major: {propose: {fact: {serious: yes}}, floor: {fact: {inside: yes}}}
        not-major: {propose: {fact: {serious: no}}}
    contract:
      lower: {by: [counsel]}
      levels: {breached: {}, kept: {}}
  types: {outage: {title: Outage}, theft: {title: Theft, security: true}}
  sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person, machine: false}}
  facts:
    lost: {ask: How many accounts are touched?, kind: number, by: commander}
    cost: {ask: What will it cost?, kind: number, by: commander}
    stable: {ask: Is it stable?, by: commander}
    inside: {ask: Was it somebody from inside?, by: counsel}
    external: {ask: Is it sure that the attack came from outside?, by: counsel}
    serious: {ask: Is it serious?, is: {any: [{fact: {lost: {over: 100}}}, {fact: {inside: yes}}]}}
    we-are: {ask: What are we before the law?, kind: choice, choices: [controller, processor], known: controller}
  moments: {contained-for-good: {title: Contained for good, by: commander}}
  positions:
    chief: {title: Chief}
    engineer: {title: Engineer}
    security: {title: Security officer}
    lawyer: {title: Lawyer}
    finance: {title: Head of finance}
    on-call: {title: On call}
  groups: {key-holders: {title: Holders of the keys}}
  people: {roles-each: 2}
  roles:
    commander: {title: Commander, holders: [chief, engineer], may: [classify], most: 3h, rest: 8h, needs: [command], default: first-responder, hand-over: confirmed, span: 2}
    counsel: {title: Counsel, holders: [lawyer], not-with: [fixer]}
    treasurer: {title: Treasurer, holders: [finance]}
    guard: {title: Guard, holders: [security]}
    fixer: {title: Fixer, holders: [engineer], under: commander, many: yes}
    scribe: {title: Scribe, holders: [engineer, on-call], rest: 1h, under: commander}
  audiences:
    team: {title: Team, members: [responders], via: [slack, email]}
    crew: {title: Crew, members: [commander, counsel]}
    press: {title: Press, outside: yes, members: [press]}
    clients: {title: Clients, outside: yes, members: [clients]}
  decisions:
    shut-down: {title: Shut the payments down, when: {severity: [worst, bad]}, irreversible: yes, approve: {by: [commander, guard, counsel], least: 2, lasts: 4h, break-glass: commander, report-within: 1d}}
    pay: {title: Pay for help, approve: [{when: {fact: {cost: {over: 10000}}}, by: [treasurer, commander]}, {when: {fact: {cost: {over: 500}}}, by: [treasurer], lasts: 3h}]}
    open-vault: {title: Open the vault, approve: {by: key-holders, least: 2, silence: 1h, lasts: 6h}}
  stages: {stop: {title: Stop}, restore: {title: Restore}}
  obligations:
    - {id: call, title: Take command, do: page, to: commander, text: "{{title}}"}
    - {id: image, title: Image the disks, do: gather, kind: disk-image, by: fixer, when: {type: theft}, waivable-by: commander}
    - {id: rebuild, title: Rebuild, do: task, by: fixer, when: {severity: [worst, bad, mild]}, waivable-by: commander}
    - {id: isolate, title: Isolate, do: task, by: fixer, when: {severity: [worst, bad]}, approve: {by: [commander, guard], least: 1, lasts: 2h, silence: 30m, break-glass: fixer}, waivable-by: commander}
    - {id: check-level, title: Confirm how bad it is, do: confirm, of: severity, by: guard, when: {severity: worst}, from: classified, within: 30m, waivable-by: guard}
    - {id: check-major, title: Confirm the classification, do: confirm, of: major, by: guard, when: {assessed: {major: major}}, from: {assessed: major}, within: 1h, waivable-by: guard}
    - {id: check-contract, title: Confirm what the contract says, do: confirm, of: contract, by: guard, waivable-by: guard}
    - {id: notify-authority, title: Tell the authority, do: report, to: clients, by: counsel, when: {assessed: {major: major}}, from: {assessed: major, as: major}, within: 4h, approve: [commander], waivable-by: counsel}
    - {id: inside-job, title: "An insider is always the worst", do: raise, to: worst, when: {fact: {inside: yes}}}
    - {id: keep-quiet, title: Keep it among few, do: restrict, to: [crew], label: "TLP:AMBER", when: {type: theft}}
    - {id: quick-look, title: Look at it, do: task, by: commander, from: declared, within: 1h, late: {raise: 1}, waivable-by: commander}
    - {id: follow-shutdown, title: Watch what the shutdown does, do: task, by: fixer, when: {decided: shut-down}, from: {decided: shut-down}, within: 1h, waivable-by: commander}
    - {id: tell-press, title: Tell the press, do: notice, to: press, by: counsel, when: {severity: worst}, approve: [{when: {severity: worst}, by: [commander, counsel], least: 2}], waivable-by: commander}
    - {id: tell-clients, title: Tell clients, do: notice, to: clients, by: counsel, when: {severity: [worst, bad]}, waivable-by: commander}
    - {id: news, title: News, do: update, to: team, by: commander, when: {severity: [worst, bad, mild]}, from: declared, every: 2h, until: resolved}
    - {id: press-news, title: News for the press, do: notify, to: press, text: "{{title}}", when: {severity: worst}}
    - {id: relief, title: Relieve the scribe, do: hand-over, role: scribe, by: scribe, when: {held: scribe}, from: {held: scribe}, within: 6h}
    - {id: back, title: Return to service, do: task, by: fixer, stage: restore, when: {reached: contained}, waivable-by: commander}
  gates:
    preserved: {title: Preserve before you change, before: "do:rebuild", needs: [image], waivable-by: commander}
    no-word: {title: No word in public before it is sure, before: ["tell:press", "send:tell-press"], until: {fact: {external: yes}}}
    clients-first: {title: Clients hear before the press, before: "send:tell-press", needs: [tell-clients], waivable-by: counsel}
    no-slack: {title: Not by Slack, before: "via:slack", when: {type: theft}, until: never}
    soak: {title: Watched for long enough, before: ["stage:restore", "do:back"], when: {severity: [worst, bad]}, until: {reached: contained-for-good}, waivable-by: commander}
    not-twice: {title: Not while the vault is open, before: "decide:shut-down", when: {decided: open-vault}, until: never, waivable-by: guard}
    all-done: {title: All is done, before: close, needs: [rebuild], waivable-by: commander}
  escalation: {1: {title: Chief, members: [chief]}}
  paging: {wait: 5m, rounds: 2}
`)

const STAFFED = settingOf(
  BANK,
  {
    chief: ['ana'],
    engineer: ['bo', 'eva'],
    security: ['sam'],
    lawyer: ['lea'],
    finance: ['fin'],
    'on-call': ['odo'],
    'key-holders': ['ana', 'sam', 'lea'],
  },
  {
    also: ['zoe'],
    contacts: new Map([
      ['press', ['desk@press.example']],
      ['clients', ['all@clients.example']],
    ]),
  },
)

/** Who may command: the others have everything but the training. */
const TRAINED: ReadonlySet<string> = new Set(['ana', 'bo', 'zoe'])

/** The bank plan, staffed. */
export const AT_BANK = {
  ...STAFFED,
  directory: {
    ...STAFFED.directory,
    people: new Map(
      [...STAFFED.directory.people].map(([id, person]) => [
        id,
        { ...person, ...(TRAINED.has(id) && { trained: ['command'] }) },
      ]),
    ),
  },
}
