// Made by scripts/api-client.ts from openapi.json. Not to be changed by hand.
// oxlint-disable max-lines
export type Account = { readonly person: { readonly id: string; readonly name: string }; readonly role: MemberRole; readonly password: { readonly set: boolean; readonly changed: (Instant | null) }; readonly totp: { readonly on: boolean; readonly since: (Instant | null) }; readonly recovery_codes: { readonly left: number; readonly made: (Instant | null) }; readonly passkeys: readonly ({ readonly id: string; readonly name: string; readonly created: Instant; readonly last_used: (Instant | null); readonly backed_up: boolean })[]; readonly sessions: readonly ({ readonly id: string; readonly this: boolean; readonly way: string; readonly agent: string; readonly address: string; readonly since: Instant; readonly last_seen: Instant })[]; readonly oidc: boolean }

export type AccountEvent = { readonly number: number; readonly at: Instant; readonly type: string; readonly person: string | null; readonly by: string | null; readonly about: Readonly<Record<string, string>>; readonly previous: string; readonly hash: string; readonly intact: boolean }

export type AccountEvents = { readonly events: readonly (AccountEvent)[]; readonly next: (number | null) }

export type AddedContact = { readonly key: string }

export type AddedPasskey = { readonly passkey: string }

export type Burden = { readonly person: string; readonly shifts: number; readonly hours: number; readonly nights: number; readonly weekend_days: number; readonly holidays: number }

export type CalendarAddress = { readonly calendar: string }

export type ChangedDoor = { readonly id: string }

export type ChangedMember = { readonly id: string; readonly role: MemberRole; readonly disabled: (Instant | null) }

export type ChannelList = { readonly channels: readonly ({ readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly set_up: boolean; readonly worked: (Instant | null); readonly failed: (Instant | null); readonly failure: string | null })[] }

export type ChannelTried = { readonly delivered: boolean; readonly detail: string }

export type CheckedPlan = { readonly id: string; readonly version: string; readonly hash: string; readonly sound: boolean; readonly findings: readonly (Finding)[] }

export type CheckedRoutingBook = { readonly mistakes: readonly ({ readonly line: number; readonly column: number; readonly where: string; readonly code: string; readonly message: string; readonly mend: string })[]; readonly rules: number }

export type Commanded = { readonly id: string; readonly number: number; readonly version: number; readonly events: readonly (IncidentEvent)[] }

export type ConditionExplained = { readonly holds: boolean; readonly name: string; readonly asks: string | null; readonly saw: readonly (string)[]; readonly parts: readonly (ConditionExplained)[] }

export type Contacts = { readonly ways: readonly ({ readonly key: string; readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly address: string | null; readonly origin: 'own' | 'directory' | 'browser'; readonly confirmed: (Instant | null); readonly set_up: boolean })[]; readonly channels: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[]; readonly reach: (Reach | null); readonly plan_via: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[] }

export type Course = { readonly began: Instant; readonly ended: Instant; readonly incident: { readonly title: string; readonly status: string; readonly severity: string | null; readonly type: string | null }; readonly events: readonly ({ readonly at: Instant; readonly kind: string; readonly about: string | null; readonly by: string })[]; readonly sent: readonly ({ readonly at: Instant; readonly to: string; readonly act: string; readonly channels: readonly (string)[]; readonly subject: string; readonly cites: readonly (string)[]; readonly obligation: string | null })[]; readonly promises: readonly ({ readonly id: string; readonly rule: string; readonly title: string; readonly act: string; readonly by: string | null; readonly cites: readonly (string)[]; readonly law: string | null; readonly regime: string | null; readonly standing: string; readonly opened: Instant; readonly from: (Instant | null); readonly aim: (Instant | null); readonly due: (Instant | null); readonly met: (Instant | null); readonly met_by: string | null; readonly missed: (Instant | null); readonly cause: string | null; readonly how: readonly (string)[] })[]; readonly measures: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly state: string; readonly ms: number | null; readonly on_target: boolean | null })[]; readonly refused: readonly ({ readonly at: Instant; readonly by: string; readonly do: string; readonly code: string })[] }

export type DeadLetter = { readonly id: number; readonly incident: string; readonly version: number; readonly message: string; readonly to: string; readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly attempts: number; readonly reason: string; readonly sent: Instant; readonly given_up: Instant }

export type DeadLetters = { readonly letters: readonly (DeadLetter)[] }

export type Declared = { readonly id: string; readonly number: number; readonly version: number }

export type Directory = { readonly people: readonly ({ readonly id: string; readonly name: string; readonly email?: string; readonly phone?: string; readonly slack?: string; readonly webhook?: string; readonly contacts?: readonly ({ readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly address: string; readonly verified: boolean })[]; readonly own_ways?: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[]; readonly push?: true; readonly trained?: readonly (string)[] })[]; readonly positions: Readonly<Record<string, readonly (string)[]>>; readonly groups: Readonly<Record<string, readonly (string)[]>>; readonly contacts: Readonly<Record<string, readonly (string)[]>> }

export type DirectoryBook = { readonly version: number; readonly people: Readonly<Record<string, { readonly name: string; readonly email?: string; readonly phone?: string; readonly slack?: string; readonly webhook?: string; readonly contacts?: readonly ({ readonly channel: string; readonly address: string })[]; readonly trained?: readonly (string)[] }>>; readonly positions: Readonly<Record<string, readonly (string)[]>>; readonly groups: Readonly<Record<string, readonly (string)[]>>; readonly contacts: Readonly<Record<string, readonly (string)[]>>; readonly rotas: Readonly<Record<string, unknown>> }

export type DirectoryVersion = { readonly version: number; readonly at: Instant; readonly by: string; readonly since: number; readonly changes: readonly ({ readonly kind: 'person' | 'position' | 'group' | 'contact' | 'rota'; readonly id: string; readonly title: string; readonly change: 'added' | 'removed' | 'changed'; readonly fields: readonly ({ readonly field: string; readonly was: string | null; readonly now: string | null })[] })[] }

export type DirectoryVersions = { readonly versions: readonly ({ readonly version: number; readonly at: Instant; readonly by: string })[] }

export type Document = { readonly title: string; readonly edition: string; readonly date: string; readonly details: readonly ({ readonly label: string; readonly text: readonly (DocumentInline)[] })[]; readonly preface: readonly (DocumentBlock)[]; readonly sections: readonly (DocumentSection)[] }

export type DocumentBlock = ({ readonly kind: 'paragraph'; readonly text: readonly (DocumentInline)[] } | { readonly kind: 'heading'; readonly text: string } | { readonly kind: 'list'; readonly entries: readonly (DocumentEntry)[] } | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly ({ readonly title: string; readonly share: number })[]; readonly rows: readonly ({ readonly anchor?: string; readonly cells: readonly (readonly (DocumentInline)[])[] })[] } | { readonly kind: 'note'; readonly label: string; readonly text: readonly (DocumentInline)[] })

export type DocumentEntry = { readonly anchor?: string; readonly text: readonly (DocumentInline)[]; readonly below?: readonly (DocumentBlock)[] }

export type DocumentInline = (string | { readonly strong: string } | { readonly code: string } | { readonly see: readonly ({ readonly to: string; readonly text: string })[] } | { readonly to: string; readonly text: string })

export type DocumentSection = { readonly anchor: string; readonly number: string; readonly title: string; readonly see: readonly ({ readonly to: string; readonly text: string })[]; readonly blocks: readonly (DocumentBlock)[]; readonly sections: readonly (DocumentSection)[] }

export type Done = { readonly done: true }

export type Door = { readonly id: string; readonly name: string; readonly kind: string; readonly title: string; readonly address: string; readonly mapping: string | null; readonly signed: boolean; readonly per_minute: number; readonly bytes_max: number; readonly enabled: boolean; readonly created: Instant; readonly by: string; readonly keys: readonly ({ readonly id: string; readonly hint: string; readonly created: Instant; readonly ends: (Instant | null) })[]; readonly taken: number; readonly ignored: number; readonly refused: number; readonly received: (Instant | null); readonly last_refused: ({ readonly at: Instant; readonly cause: string } | null) }

export type DoorKey = { readonly id: string; readonly key: string | null }

export type DoorKind = { readonly kind: string; readonly title: string; readonly mapped: boolean; readonly signs: boolean }

export type DoorPayload = { readonly id: number; readonly received: Instant; readonly outcome: 'taken' | 'ignored' | 'refused'; readonly cause: string | null; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly size: number }

export type DoorPayloads = { readonly payloads: readonly (DoorPayload)[] }

export type DoorPreview = { readonly reports: readonly ({ readonly key: string; readonly state: 'firing' | 'resolved' | 'acknowledged'; readonly title: string; readonly description?: string; readonly source?: string; readonly urgency?: string; readonly systems?: readonly (string)[]; readonly url?: string; readonly labels?: Readonly<Record<string, string>> })[]; readonly ignored: string | null; readonly malformed: string | null; readonly mistakes: readonly ({ readonly line: number; readonly column: number; readonly message: string; readonly mend: string })[] }

export type Doors = { readonly doors: readonly (Door)[]; readonly kinds: readonly (DoorKind)[] }

export type Drill = { readonly id: string; readonly scenario: { readonly id: string; readonly title: string; readonly description: string }; readonly plan: { readonly id: string; readonly title: string }; readonly incident: { readonly id: string; readonly number: number }; readonly state: 'running' | 'paused' | 'finished' | 'stopped'; readonly speed: number; readonly by: string; readonly now: Instant; readonly began: Instant; readonly until: Instant; readonly clock: DrillClock; readonly started: Instant; readonly ended: (Instant | null); readonly played: number; readonly steps: number; readonly refused: number; readonly last: (DrillBeat | null); readonly next: (DrillBeat | null) }

export type DrillBeat = { readonly at: Instant; readonly kind: 'signal' | 'command' | 'answer' | 'time'; readonly who: string | null; readonly do: string | null; readonly about: string | null }

export type DrillClock = ({ readonly real: Instant; readonly at: Instant; readonly factor: number; readonly until: Instant; readonly over: boolean } | null)

export type Duty = { readonly plan: ({ readonly id: string; readonly version: string; readonly title: string } | null); readonly duties: readonly ({ readonly id: string; readonly kind: 'role' | 'position'; readonly title: string | null; readonly people: readonly ({ readonly id: string; readonly name: string })[] })[] }

export type EndedSessions = { readonly ended: number }

export type IncidentEvent = { readonly version: number; readonly at: Instant; readonly by: string; readonly type: string; readonly redacted?: true; readonly shortened?: Readonly<Record<string, number>> }

export type Events = { readonly events: readonly (IncidentEvent)[]; readonly version: number; readonly next: (number | null) }

export type ExpectedHeartbeat = { readonly name: string }

export type ExplainedObligation = { readonly at: Instant; readonly version: number; readonly obligation: Obligation; readonly explanation: { readonly zone: string; readonly law?: string; readonly regime?: { readonly id: string; readonly title: string; readonly version: string }; readonly unverified?: string; readonly starts: readonly ({ readonly type: string; readonly when: Instant; readonly recorded_at: Instant; readonly by: string; readonly was?: Instant; readonly reason?: string })[]; readonly legal?: Instant; readonly how: readonly (string)[]; readonly days_off: readonly ({ readonly date: string; readonly why: 'weekend' | 'holiday' | 'closed' })[]; readonly moved: readonly ({ readonly at: Instant; readonly was?: Instant; readonly due?: Instant })[] } }

export type Fairness = { readonly rota: string; readonly from: Instant; readonly to: Instant; readonly pages_from: (Instant | null); readonly pages_to: (Instant | null); readonly shares: readonly ({ readonly person: string; readonly shifts: number; readonly hours: number; readonly nights: number; readonly weekend_days: number; readonly holidays: number; readonly pages: (number | null); readonly pages_at_night: (number | null) })[] }

export type Figures = { readonly figures: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly state: 'recorded' | 'pending' | 'not-applicable' | 'invalid'; readonly from: (Instant | null); readonly to: (Instant | null); readonly ms: number | null; readonly on_target: boolean | null })[] }

export type Finding = { readonly severity: 'error' | 'warning' | 'note'; readonly code: 'regime-left-out' | 'regime-contradicted' | 'regime-not-verified' | 'clause-not-carried' | 'clause-later' | 'unused' | 'gate-empty' | 'label-twice' | 'label-missing' | 'blank-left' | 'open-question' | 'position-empty' | 'group-empty' | 'role-empty' | 'role-alone' | 'roles-collide' | 'contact-missing' | 'placeholder' | 'unreachable' | 'no-level-proposed' | 'not-proven' | 'proposals-absent' | 'level-never-proposed' | 'never-applies' | 'never-met' | 'asked-too-late' | 'raise-changes-nothing' | 'law-longer' | 'duty-forbidden' | 'held-past-limit' | 'gates-in-a-circle' | 'ends-before-it-begins' | 'level-never-reached' | 'aim-after-limit' | 'due-at-once' | 'warns-at-once' | 'due-before-it-may-be' | 'due-before-it-starts' | 'cap-never-binds' | 'case-never-counts' | 'start-never-known' | 'gate-waits-for-itself' | 'approval-impossible' | 'approver-is-owner' | 'break-glass-empty' | 'training-missing' | 'roles-too-many' | 'gate-never-opens' | 'paging-barred' | 'may-not' | 'owner-missing' | 'owner-of-automatic' | 'nobody-woken' | 'silence-ends-nowhere' | 'silence-outlasts-limit' | 'silence-one-person' | 'level-asks-the-same' | 'silence'; readonly line: number; readonly message: string; readonly mend: string }

export type Foresight = { readonly at: Instant; readonly refused: ({ readonly code: string; readonly detail: string; readonly about: Readonly<Record<string, (string | number | readonly (string)[])>> } | null); readonly events: readonly (IncidentEvent)[]; readonly changes: readonly ({ readonly obligation: string; readonly title: string; readonly was: ('armed' | 'open' | 'due-soon' | 'overdue' | 'met' | 'met-late' | 'waived' | 'void' | null); readonly standing: 'armed' | 'open' | 'due-soon' | 'overdue' | 'met' | 'met-late' | 'waived' | 'void'; readonly due: (Instant | null); readonly due_was: (Instant | null) })[]; readonly loses_sight: readonly (string)[]; readonly approvals: readonly ({ readonly of: readonly (string)[]; readonly least: number; readonly enough: boolean; readonly wanted: readonly (string)[]; readonly given: readonly ({ readonly role: string; readonly by: string; readonly at: Instant })[]; readonly waits_for: readonly (string)[]; readonly break_glass: string | null })[]; readonly writing: ({ readonly subject: string; readonly text: string; readonly parts: readonly ({ readonly id: string; readonly title: string; readonly wanted: boolean; readonly draft: string | null })[]; readonly missing: readonly (string)[]; readonly reach: readonly ({ readonly to: string; readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly outside: boolean; readonly fate: 'goes' | 'channel-missing' | 'no-address' | 'withheld' })[]; readonly reached: number; readonly samples: readonly ({ readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly to: string; readonly subject: string; readonly text: string })[] } | null) }

export type Gates = { readonly at: Instant; readonly version: number; readonly gates: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly before: readonly (string)[]; readonly waivable_by: string | null; readonly passed: ({ readonly at: Instant; readonly waived: boolean } | null); readonly open: readonly (string)[] })[] }

export type Heartbeat = { readonly door: string; readonly name: string; readonly title: string; readonly address: string; readonly every_seconds: number; readonly grace_seconds: number; readonly standing: 'waiting' | 'beating' | 'lapsed' | 'paused'; readonly last_beat: (Instant | null); readonly due: (Instant | null) }

export type Heartbeats = { readonly heartbeats: readonly (Heartbeat)[] }

export type Holdings = { readonly positions: readonly ({ readonly id: string; readonly alone: boolean })[]; readonly groups: readonly ({ readonly id: string; readonly alone: boolean })[]; readonly rotas: readonly (string)[]; readonly incidents: readonly ({ readonly id: string; readonly number: number; readonly title: string; readonly exercise: boolean; readonly roles: readonly (string)[]; readonly follow_ups: readonly ({ readonly title: string; readonly due: Instant })[]; readonly evidence: number })[] }

export type ImportedDirectory = { readonly version: number; readonly people: number }

export type ImportedPlan = { readonly hash: string; readonly id: string; readonly version: string; readonly active: boolean }

export type ImportedRotas = { readonly version: number; readonly overrides: number; readonly left: readonly (LeftOut)[] }

export type Incident = { readonly id: string; readonly number: number; readonly version: number; readonly title: string; readonly status: 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'; readonly severity: string | null; readonly type: string | null; readonly stage: string | null; readonly level: number; readonly exercise: boolean; readonly source: string; readonly reporter: string; readonly restricted_to: (readonly (string)[] | null); readonly label: string | null; readonly merged_into: string | null; readonly split_from: string | null; readonly on_call: string | null; readonly proposed_by_rule: ({ readonly rule: string; readonly severity: string | null; readonly type: string | null } | null); readonly split_off: readonly (string)[]; readonly plan: { readonly id: string; readonly version: string; readonly hash: string; readonly title: string }; readonly drill: string | null; readonly clock: DrillClock; readonly systems: readonly (string)[]; readonly moments: Readonly<Record<string, Instant>>; readonly stages: Readonly<Record<string, Instant>>; readonly fields: Readonly<Record<string, string>>; readonly levels: readonly ({ readonly level: number; readonly at: Instant; readonly people: readonly (string)[] })[]; readonly answers: readonly ({ readonly fact: string; readonly answer: string | number | null; readonly at: Instant; readonly by: string })[]; readonly roles: readonly ({ readonly role: string; readonly title: string; readonly person: string | null; readonly since: (Instant | null); readonly accepted: boolean; readonly stand_in: boolean; readonly others: readonly (string)[]; readonly offered_to: string | null })[]; readonly assessments: readonly ({ readonly classification: string; readonly level: string; readonly at: Instant; readonly by: string })[]; readonly decisions: readonly ({ readonly decision: string; readonly at: Instant; readonly by: string; readonly lapses: (Instant | null); readonly lapsed: boolean })[]; readonly approvals: readonly ({ readonly obligation: string | null; readonly decision: string | null; readonly asked: ({ readonly at: Instant; readonly of: readonly (string)[]; readonly parts: (Readonly<Record<string, string>> | null) } | null); readonly given: readonly ({ readonly role: string; readonly by: string; readonly at: Instant; readonly of_asked: boolean })[]; readonly objections: readonly ({ readonly by: string; readonly at: Instant })[] })[]; readonly responders: readonly ({ readonly person: string; readonly since: Instant })[]; readonly counts: { readonly signals: number; readonly pages: number; readonly evidence: number; readonly findings: number; readonly follow_ups: number; readonly meetings: number }; readonly pages: readonly ({ readonly id: string; readonly obligation: string | null; readonly party: string; readonly person: string; readonly attempt: number; readonly sent: Instant; readonly state: 'waiting' | 'handed-on' | 'acknowledged' | 'ended'; readonly answered: (Instant | null); readonly answered_by: string | null })[]; readonly signals: readonly ({ readonly id: string; readonly title: string; readonly source: string; readonly count: number; readonly resolved: boolean; readonly url: string | null })[]; readonly evidence: readonly ({ readonly id: string; readonly kind: string; readonly title: string; readonly sha256: string; readonly held_by: string; readonly bytes: number; readonly obligation: string | null; readonly custody: readonly ({ readonly at: Instant; readonly by: string; readonly did: 'take' | 'hand-over' | 'ask-to-delete'; readonly to: string | null })[] })[]; readonly findings: readonly ({ readonly id: string; readonly kind: string; readonly text: string })[]; readonly follow_ups: readonly ({ readonly id: string; readonly title: string; readonly owner: string; readonly due: Instant; readonly done: (Instant | null); readonly plan_change: boolean })[]; readonly meetings: readonly ({ readonly id: string; readonly obligation: string; readonly starts: Instant; readonly held: (Instant | null); readonly present: readonly (string)[] })[] }

export type IncidentNamed = { readonly id: string; readonly number: number; readonly title: string; readonly severity: string | null; readonly rank: (number | null); readonly exercise: boolean; readonly restricted: boolean }

export type Incidents = { readonly incidents: readonly (ListedIncident)[]; readonly next: (number | null) }

export type IncidentsBehind = { readonly total: number; readonly incidents: readonly ({ readonly id: string; readonly number: number; readonly title: string; readonly status: 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'; readonly severity: string; readonly type: string; readonly source: string; readonly at: Instant; readonly figures: readonly ({ readonly measure: string; readonly state: 'recorded' | 'pending' | 'not-applicable' | 'invalid'; readonly reason: string | null; readonly ms: (number | null); readonly on_target: boolean | null })[]; readonly promises: { readonly kept: number; readonly late: number; readonly missed: number }; readonly broken: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly outcome: 'kept' | 'late' | 'missed' })[] })[] }

export type Instant = string

export type Invitation = { readonly id: string; readonly person: { readonly id: string; readonly name: string }; readonly role: MemberRole; readonly is_reset: boolean; readonly by: string; readonly created: Instant; readonly expires: Instant; readonly state: 'open' | 'used' | 'withdrawn' | 'expired' }

export type Invitations = { readonly invitations: readonly (Invitation)[] }

export type Invited = { readonly person: { readonly id: string; readonly name: string }; readonly role: MemberRole; readonly is_reset: boolean; readonly by: string; readonly expires: Instant }

export type LeftOut = { readonly where: string; readonly what: string }

export type Library = { readonly publications: readonly ({ readonly incident: { readonly id: string; readonly number: number; readonly title: string }; readonly version: number; readonly at: Instant; readonly by: string; readonly where: string; readonly obligation: string; readonly text: string; readonly url: string | null })[] }

export type ListedIncident = { readonly id: string; readonly number: number; readonly version: number; readonly title: string; readonly status: 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'; readonly severity: string | null; readonly severity_title: string | null; readonly rank: (number | null); readonly type: string | null; readonly type_title: string | null; readonly stage: string | null; readonly stage_title: string | null; readonly level: number; readonly open: boolean; readonly exercise: boolean; readonly restricted: boolean; readonly commander: string | null; readonly commander_name: string | null; readonly detected: (Instant | null); readonly declared: (Instant | null); readonly promises: { readonly open: number; readonly overdue: number; readonly next: (Promised | null); readonly late: (Promised | null) }; readonly waiting: number; readonly plan: { readonly id: string; readonly hash: string }; readonly drill: string | null; readonly clock: DrillClock }

export type ListedPlan = { readonly hash: string; readonly id: string; readonly version: string; readonly title: string; readonly imported: Instant; readonly by: string; readonly active: boolean }

export type Me = { readonly token: { readonly id: string; readonly name: string; readonly scopes: readonly (string)[] }; readonly person: ({ readonly id: string; readonly name: string } | null); readonly acting: boolean; readonly sees_restricted: boolean }

export type Member = { readonly id: string; readonly person: { readonly id: string; readonly name: string; readonly email: string | null }; readonly in_directory: boolean; readonly role: MemberRole; readonly created: Instant; readonly disabled: (Instant | null); readonly password: boolean; readonly passkeys: number; readonly totp: boolean; readonly oidc: boolean; readonly sessions: number; readonly last_seen: (Instant | null) }

export type MemberRole = 'owner' | 'responder' | 'observer' | 'auditor'

export type Members = { readonly members: readonly (Member)[] }

export type Mine = { readonly at: Instant; readonly promises: readonly ({ readonly incident: IncidentNamed; readonly id: string; readonly title: string; readonly act: string; readonly standing: 'armed' | 'open' | 'due-soon' | 'overdue' | 'met' | 'met-late' | 'waived' | 'void'; readonly due: (Instant | null); readonly aim: (Instant | null); readonly by: string })[]; readonly pages: readonly ({ readonly incident: IncidentNamed; readonly id: string; readonly party: string; readonly why: string | null; readonly sent: Instant; readonly attempt: number; readonly again: (Instant | null); readonly next: Instant; readonly others: readonly ({ readonly id: string; readonly name: string })[] })[] }

export type MyPagesBefore = { readonly pages: readonly ({ readonly incident: IncidentNamed; readonly id: string; readonly party: string; readonly why: string | null; readonly sent: Instant; readonly attempt: number; readonly times: number; readonly state: 'waiting' | 'handed-on' | 'acknowledged' | 'ended'; readonly cause: string | null; readonly answeredBy: string | null; readonly answeredMs: number | null })[] }

export type NewInvitation = { readonly id: string; readonly person: { readonly id: string; readonly name: string }; readonly role: MemberRole; readonly is_reset: boolean; readonly by: string; readonly created: Instant; readonly expires: Instant; readonly state: 'open' | 'used' | 'withdrawn' | 'expired'; readonly link: string | null }

export type NewPasskey = { readonly challenge: string; readonly name: string; readonly response: { readonly id: string; readonly rawId: string; readonly type: 'public-key'; readonly authenticatorAttachment?: (string | null); readonly clientExtensionResults?: Readonly<Record<string, unknown>>; readonly response: { readonly clientDataJSON: string; readonly attestationObject: string; readonly transports?: readonly (string)[] } } }

export type NewToken = { readonly id: string; readonly name: string; readonly scopes: readonly (string)[]; readonly person: string | null; readonly created: Instant; readonly last_used: (Instant | null); readonly revoked: (Instant | null); readonly secret: string | null }

export type NewTotp = { readonly secret: string; readonly uri: string }

export type Obligation = { readonly id: string; readonly rule: string; readonly title: string; readonly cites: readonly (string)[]; readonly law?: string; readonly regime?: string; readonly unverified?: string; readonly act: string; readonly standing: 'armed' | 'open' | 'due-soon' | 'overdue' | 'met' | 'met-late' | 'waived' | 'void'; readonly stage?: string; readonly about?: string; readonly from?: Instant; readonly aim?: Instant; readonly due?: Instant; readonly was?: Instant; readonly met_at?: Instant; readonly met_by?: string; readonly missed_at?: Instant; readonly waived?: { readonly at: Instant; readonly by: string; readonly reason: string }; readonly by?: string; readonly to?: readonly (string)[]; readonly unmeasured?: string; readonly not_before?: Instant; readonly waits_for?: readonly (string)[]; readonly cause?: string; readonly owners: readonly (string)[] }

export type Obligations = { readonly at: Instant; readonly version: number; readonly obligations: readonly (Obligation)[] }

export type OfferedSwap = { readonly id: string }

export type OnCallMe = { readonly person: string; readonly told: boolean; readonly calendar: string; readonly shifts: readonly ({ readonly rota: string; readonly from: Instant; readonly to: Instant })[] }

export type Overridden = { readonly id: string }

export type Override = { readonly id: string; readonly person: string; readonly from: Instant; readonly to: Instant }

export type Overview = { readonly at: Instant; readonly plan: { readonly id: string; readonly title: string; readonly version: string }; readonly zone: string; readonly from: string; readonly to: string; readonly every: 'week' | 'month'; readonly incidents: number; readonly periods: readonly ({ readonly from: Instant; readonly to: Instant })[]; readonly counts: readonly (number)[]; readonly band_edges: readonly (number)[]; readonly measures: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly unknown: string | null; readonly from: string; readonly to: string; readonly target: ({ readonly within: string; readonly ms: (number | null); readonly severities: readonly (string)[] } | null); readonly states: Readonly<Record<string, number>>; readonly reasons: Readonly<Record<string, number>>; readonly recorded: ({ readonly least: number; readonly quarter: number; readonly median: number; readonly three_quarters: number; readonly nine_tenths: number; readonly most: number; readonly mean: number } | null); readonly bands: readonly (number)[]; readonly on_target: { readonly met: number; readonly missed: number }; readonly trend: readonly ({ readonly recorded: number; readonly median: (number | null); readonly nine_tenths: (number | null); readonly met: number; readonly missed: number })[] })[]; readonly frequency: { readonly severity: readonly ({ readonly value: string; readonly count: number; readonly periods: readonly (number)[] })[]; readonly type: readonly ({ readonly value: string; readonly count: number; readonly periods: readonly (number)[] })[]; readonly source: readonly ({ readonly value: string; readonly count: number; readonly periods: readonly (number)[] })[] }; readonly promises: { readonly states: Readonly<Record<string, number>>; readonly reasons: Readonly<Record<string, number>>; readonly outcomes: { readonly kept: number; readonly late: number; readonly missed: number }; readonly trend: readonly ({ readonly kept: number; readonly late: number; readonly missed: number })[]; readonly broken: readonly ({ readonly clause: string; readonly text: string | null; readonly outcomes: { readonly kept: number; readonly late: number; readonly missed: number }; readonly promises: readonly ({ readonly id: string; readonly title: string })[]; readonly incidents: number })[] }; readonly plans: readonly ({ readonly id: string; readonly incidents: number })[]; readonly names: { readonly severity: readonly ({ readonly id: string; readonly title: string })[]; readonly type: readonly ({ readonly id: string; readonly title: string })[]; readonly source: readonly ({ readonly id: string; readonly title: string })[] }; readonly occurs: { readonly severity: readonly (string)[]; readonly type: readonly (string)[]; readonly source: readonly (string)[] } }

export type PasskeyAnswer = { readonly challenge: string; readonly response: { readonly id: string; readonly rawId: string; readonly type: 'public-key'; readonly authenticatorAttachment?: (string | null); readonly clientExtensionResults?: Readonly<Record<string, unknown>>; readonly response: { readonly clientDataJSON: string; readonly authenticatorData: string; readonly signature: string; readonly userHandle?: (string | null) } } }

export type PasskeyQuestion = { readonly challenge: string; readonly options: Readonly<Record<string, unknown>> }

export type PeopleReadiness = { readonly people: readonly (PersonReadiness)[] }

export type PersonReadiness = { readonly person: string; readonly level: 'unreachable' | 'weak' | 'unproved' | 'ready'; readonly reasons: readonly ({ readonly code: 'person-gone' | 'no-address' | 'channel-not-set-up' | 'first-step-empty' | 'only-instead' | 'only-unverified' | 'nothing-wakes' | 'test-unanswered' | 'never-proved' | 'proved-long-ago'; readonly channels: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[] })[]; readonly ways: readonly ({ readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly set_up: boolean; readonly verified: boolean; readonly used: boolean })[]; readonly proved: (Instant | null) }

export type Plan = { readonly hash: string; readonly id: string; readonly version: string; readonly title: string; readonly source: string; readonly plan: {  }; readonly imported: Instant; readonly by: string }

export type PlanChange = { readonly section: string; readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly kind: 'added' | 'removed' | 'changed' | 'renamed'; readonly fate: ('stricter' | 'looser' | 'new' | 'gone' | 'changed' | 'renamed' | null); readonly facets: readonly ({ readonly facet: string; readonly before?: string; readonly after?: string; readonly weight?: 'stricter' | 'looser' })[] }

export type PlanDifference = { readonly before: { readonly hash: string; readonly id: string; readonly version: string }; readonly after: { readonly hash: string; readonly id: string; readonly version: string }; readonly changes: readonly (PlanChange)[] }

export type PlanFindings = { readonly sound: boolean; readonly findings: readonly (Finding)[] }

export type PlanPast = { readonly before: { readonly hash: string; readonly id: string; readonly version: string }; readonly after: { readonly hash: string; readonly id: string; readonly version: string }; readonly incidents: readonly ({ readonly id: string; readonly number: number; readonly title: string; readonly promises: readonly ({ readonly obligation: string; readonly title: string; readonly cites: readonly (string)[]; readonly was: ({ readonly standing: string; readonly by?: string; readonly due?: Instant } | null); readonly now: ({ readonly standing: string; readonly by?: string; readonly due?: Instant } | null) })[]; readonly told: readonly ({ readonly person: string; readonly act: string; readonly obligation: string | null; readonly was: (Instant | null); readonly now: (Instant | null) })[]; readonly refused: readonly ({ readonly at: Instant; readonly by: string; readonly do: string; readonly code: string })[] })[] }

export type PlanReading = { readonly hash: string; readonly id: string; readonly version: string; readonly title: string; readonly imported: Instant; readonly by: string; readonly active: boolean; readonly document: Document; readonly elements: readonly ({ readonly anchor: string; readonly kind: string; readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly line: (number | null); readonly marks: readonly (string)[] })[]; readonly clauses: readonly ({ readonly id: string; readonly anchor: string; readonly text: string; readonly line: (number | null); readonly later: string | null; readonly carriers: readonly ({ readonly anchor: string; readonly kind: string; readonly title: string })[] })[]; readonly severities: readonly ({ readonly id: string; readonly anchor: string; readonly name: string; readonly means: string; readonly examples: readonly (string)[]; readonly cites: readonly (string)[] })[]; readonly clocks: readonly ({ readonly id: string; readonly anchor: string; readonly title: string; readonly law: string | null; readonly regime: string | null; readonly when: string; readonly act: string; readonly deadline: string; readonly limits: readonly (string)[]; readonly unverified: string | null })[]; readonly roles: readonly ({ readonly id: string; readonly anchor: string; readonly title: string; readonly holders: readonly ({ readonly id: string; readonly title: string })[]; readonly cites: readonly (string)[] })[] }

export type PlanRevision = { readonly mistakes: readonly ({ readonly line: number; readonly column: number; readonly where: string; readonly code: string; readonly message: string; readonly mend: string })[]; readonly plan: ({ readonly id: string; readonly version: string; readonly title: string; readonly hash: string; readonly sound: boolean } | null); readonly findings: readonly (Finding)[]; readonly elements: readonly ({ readonly anchor: string; readonly kind: string; readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly line: (number | null); readonly marks: readonly (string)[]; readonly said: readonly (string)[] })[]; readonly against: ({ readonly hash: string; readonly id: string; readonly version: string } | null); readonly changes: (readonly (PlanChange)[] | null) }

export type PlanVersion = { readonly hash: string; readonly id: string; readonly version: string; readonly imported: Instant; readonly by: string; readonly active: boolean; readonly state: 'kept' | 'proposed' | 'approved' | 'declined' | 'active' | 'past'; readonly proposal: ({ readonly by: string; readonly at: Instant; readonly reason: string | null } | null); readonly wanted: readonly ({ readonly party: string; readonly title: string | null; readonly for: readonly (string)[]; readonly cites: readonly (string)[]; readonly people: readonly (string)[]; readonly given: ({ readonly by: string; readonly at: Instant; readonly reason: string | null } | null) })[]; readonly events: readonly ({ readonly number: number; readonly at: Instant; readonly type: 'proposed' | 'approved' | 'declined' | 'activated' | 'activated-over'; readonly by: string; readonly reason: string | null; readonly parties: readonly (string)[]; readonly intact: boolean })[] }

export type PlanVersions = { readonly id: string; readonly title: string; readonly versions: readonly (PlanVersion)[] }

export type Plans = { readonly plans: readonly (ListedPlan)[] }

export type Problem = { readonly type: string; readonly title: string; readonly status: number; readonly code: string; readonly detail: string; readonly instance: string; readonly about?: Readonly<Record<string, (string | number | readonly (string)[])>>; readonly errors?: readonly ({ readonly in: 'body' | 'query' | 'path' | 'header'; readonly pointer?: string; readonly line?: number; readonly column?: number; readonly detail: string })[] }

export type Promised = { readonly rule: string; readonly title: string; readonly due: Instant; readonly by: string; readonly owner: string | null; readonly owner_name: string | null }

export type Proposal = { readonly proposed: ({ readonly title: string; readonly forced: boolean; readonly in_doubt: boolean; readonly because: readonly (string)[]; readonly cites: readonly (string)[]; readonly severity: string } | null); readonly by_rule: ({ readonly rule: string; readonly severity: ({ readonly id: string; readonly title: string } | null); readonly type: ({ readonly id: string; readonly title: string } | null) } | null); readonly may_worsen: readonly (string)[]; readonly questions: readonly ({ readonly fact: string; readonly ask: string; readonly kind: string; readonly choices: readonly (string)[]; readonly by: string | null; readonly help: string | null; readonly answer: string | number | null })[]; readonly severities: readonly ({ readonly id: string; readonly title: string; readonly means: string; readonly examples: readonly (string)[]; readonly cites: readonly (string)[] })[]; readonly classifications: readonly ({ readonly id: string; readonly title: string; readonly by: string | null; readonly level: string | null; readonly proposed: ({ readonly title: string; readonly forced: boolean; readonly in_doubt: boolean; readonly because: readonly (string)[]; readonly cites: readonly (string)[]; readonly level: string } | null); readonly may_worsen: readonly (string)[]; readonly levels: readonly ({ readonly id: string; readonly title: string; readonly means: string; readonly examples: readonly (string)[]; readonly cites: readonly (string)[] })[] })[]; readonly types: readonly ({ readonly id: string; readonly title: string; readonly means: string; readonly examples: readonly (string)[] })[]; readonly sources: readonly ({ readonly id: string; readonly title: string })[]; readonly systems: readonly ({ readonly id: string; readonly title: string })[]; readonly classify: { readonly allowed: boolean; readonly by: readonly (string)[] } }

export type ProposedPlan = { readonly hash: string; readonly id: string; readonly version: string }

export type ProviderAddress = { readonly url: string }

export type Push = { readonly key: string; readonly browsers: readonly ({ readonly id: string; readonly agent: string; readonly since: Instant; readonly reached: (Instant | null) })[] }

export type PushTrial = { readonly reached: boolean }

export type Reach = { readonly pages: readonly ({ readonly after_minutes: number; readonly via: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[] })[]; readonly messages?: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[]; readonly quiet?: { readonly from: string; readonly to: string; readonly zone: string } }

export type Readiness = { readonly ready: boolean; readonly plan: ({ readonly id: string; readonly version: string } | null); readonly positions_unfilled: readonly (string)[]; readonly groups_unfilled: readonly (string)[]; readonly people_without_channel: readonly (string)[]; readonly findings: readonly (Finding)[]; readonly from: Instant; readonly to: Instant; readonly people: readonly (PersonReadiness)[]; readonly risks: readonly (Risk)[]; readonly risks_cut: boolean; readonly channels: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[]; readonly sharing: readonly (readonly (string)[])[] }

export type Ready = { readonly ready: true }

export type RecoveryCodes = { readonly recovery_codes: readonly (string)[] }

export type RehearsableScenarios = { readonly scenarios: readonly ({ readonly id: string; readonly title: string; readonly plan: string; readonly description: string; readonly source: string; readonly lasts_ms: number })[] }

export type Rehearsal = { readonly plan: { readonly hash: string; readonly id: string; readonly version: string }; readonly scenario: { readonly title: string; readonly starts: Instant; readonly until: Instant }; readonly course: Course; readonly many: (Rehearsed | null) }

export type Rehearsed = { readonly runs: number; readonly seed: number; readonly clean: number; readonly ended: Readonly<Record<string, number>>; readonly draws: boolean; readonly clauses: readonly ({ readonly clause: string; readonly text: string; readonly missed: readonly (string)[]; readonly share: number })[]; readonly promises: readonly ({ readonly id: string; readonly title: string; readonly cites: readonly (string)[]; readonly owed: number; readonly missed: number; readonly share: number; readonly causes: Readonly<Record<string, number>>; readonly late: ({ readonly count: number; readonly median_ms: number; readonly p90_ms: number } | null) })[] }

export type ReportedSignal = { readonly key: string }

export type RevokedToken = { readonly id: string }

export type Risk = { readonly from: Instant; readonly to: Instant; readonly at: { readonly kind: 'rota' | 'position' | 'group' | 'role' | 'level'; readonly id: string; readonly title: string }; readonly code: 'nobody' | 'person' | 'same-twice'; readonly level: 'unreachable' | 'weak'; readonly person: string | null }

export type Rota = { readonly id: string; readonly title: string; readonly zone: string; readonly place: string | null; readonly holidays: readonly (string)[]; readonly layers: readonly (RotaLayer)[]; readonly from: Instant; readonly to: Instant; readonly stretches: readonly (Stretch)[]; readonly overrides: readonly (Override)[]; readonly burdens: readonly (Burden)[]; readonly calendar: string }

export type RotaImportPreview = { readonly version: number; readonly people: readonly ({ readonly key: string; readonly name: string; readonly email: string | null; readonly id: string; readonly found: 'email' | 'name' | 'told' | 'new' })[]; readonly rotas: readonly ({ readonly id: string; readonly title: string; readonly zone: string; readonly change: 'added' | 'changed' | 'same'; readonly layers: number; readonly overrides: number; readonly stretches: readonly (Stretch)[] })[]; readonly positions: readonly ({ readonly id: string; readonly holders: readonly (string)[] })[]; readonly left: readonly (LeftOut)[] }

export type RotaLayer = { readonly title: string; readonly people: readonly (string)[]; readonly turn: string; readonly starts: string; readonly until: string | null; readonly hours: readonly ({ readonly days: (readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[] | null); readonly from: string; readonly to: string })[]; readonly stretches: readonly (Stretch)[] }

export type RotaNow = { readonly id: string; readonly title: string; readonly zone: string; readonly now: string | null; readonly next: ({ readonly person: string; readonly from: Instant } | null); readonly gaps: readonly ({ readonly from: Instant; readonly to: Instant })[]; readonly positions: readonly (string)[] }

export type RotaPreview = { readonly before: readonly (Stretch)[]; readonly after: readonly (Stretch)[] }

export type Rotas = { readonly rotas: readonly (RotaNow)[] }

export type RoutingBook = { readonly version: number; readonly at: (Instant | null); readonly by: string | null; readonly source: string; readonly broken: boolean; readonly rules: readonly (string)[]; readonly maintenance: readonly ({ readonly id: string; readonly title: string; readonly by: string | null; readonly times: string; readonly on: boolean; readonly changes: (Instant | null) })[] }

export type RoutingBookVersions = { readonly versions: readonly ({ readonly version: number; readonly at: Instant; readonly by: string })[] }

export type RoutingExplained = { readonly title: string; readonly urgency: string | null; readonly systems: readonly (string)[]; readonly labels: Readonly<Record<string, string>>; readonly does: 'open' | 'hold' | 'drop'; readonly rules: readonly (string)[]; readonly plan: string | null; readonly type: string | null; readonly severity: string | null; readonly on_call: string | null; readonly incident_title: string | null; readonly maintenance: string | null; readonly asked: readonly ({ readonly id: string; readonly depth: number; readonly holds: boolean; readonly why: (ConditionExplained | null) })[] }

export type RoutingTrial = { readonly since: Instant; readonly looked_at: number; readonly more: boolean; readonly did: { readonly opened: number; readonly joined: number; readonly held: number; readonly dropped: number; readonly quiet: number; readonly nothing: number }; readonly would: { readonly opened: number; readonly joined: number; readonly held: number; readonly dropped: number; readonly quiet: number; readonly nothing: number }; readonly rules: readonly ({ readonly id: string; readonly signals: number })[]; readonly signals: readonly ({ readonly key: string; readonly title: string; readonly at: Instant; readonly did: { readonly outcome: ('opened' | 'joined' | 'held' | 'dropped' | 'quiet' | 'nothing'); readonly incident: (number | null) }; readonly would: { readonly outcome: 'opened' | 'joined' | 'held' | 'dropped' | 'quiet'; readonly incident: (number | null); readonly quiet: ({ readonly by: 'maintenance' | 'inhibited' | 'flapping'; readonly id: string; readonly title: string | null; readonly source: string | null } | null); readonly rules: readonly (string)[]; readonly plan: string | null; readonly type: string | null; readonly severity: string | null; readonly on_call: string | null; readonly incident_title: string | null }; readonly differs: boolean })[] }

export type SavedRoutingBook = { readonly version: number; readonly rules: number }

export type Scenarios = { readonly scenarios: readonly ({ readonly id: string; readonly title: string; readonly description: string; readonly plan: { readonly id: string; readonly title: string }; readonly lasts_ms: number; readonly watched_ms: number; readonly events: number; readonly steps: number })[]; readonly running: readonly ({ readonly id: string; readonly scenario: string; readonly incident: string })[] }

export type Sent = { readonly sent: readonly ({ readonly version: number; readonly message: string; readonly at: Instant; readonly act: string; readonly obligation: string | null; readonly cites: readonly (string)[]; readonly subject: string; readonly to: string; readonly channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log'; readonly outcome: ('delivered' | 'failed' | 'channel-missing' | 'no-address' | 'withheld' | null); readonly attempts: number; readonly detail: string | null; readonly settled: (Instant | null) })[]; readonly more: boolean }

export type SentAgain = { readonly id: number }

export type SentCode = { readonly until: Instant }

export type Session = { readonly state: 'set-up' | 'signed-out' | 'second-factor' | 'signed-in'; readonly person: ({ readonly id: string; readonly name: string } | null); readonly role: (MemberRole | null); readonly scopes: readonly (string)[]; readonly session: string | null; readonly ways: { readonly password: boolean; readonly passkey: boolean; readonly oidc: readonly ({ readonly id: string; readonly title: string })[]; readonly break_glass: boolean }; readonly first_run: boolean }

export type SetUp = { readonly expires: Instant; readonly plans: readonly ({ readonly id: string; readonly version: string; readonly title: string; readonly active: boolean })[]; readonly people: readonly ({ readonly id: string; readonly name: string })[] }

export type SignalGroup = { readonly key: string; readonly title: string; readonly source: string; readonly urgency: string | null; readonly labels: Readonly<Record<string, string>>; readonly round: number; readonly firing: number; readonly fired: number; readonly began: (Instant | null); readonly changed: Instant; readonly incident: string | null; readonly belongs: ({ readonly id: string; readonly number: number; readonly title: string; readonly status: string; readonly goes_on: boolean } | null); readonly route: (SignalRouted | null) }

export type SignalGroupInFull = { readonly key: string; readonly title: string; readonly source: string; readonly urgency: string | null; readonly labels: Readonly<Record<string, string>>; readonly round: number; readonly firing: number; readonly fired: number; readonly began: (Instant | null); readonly changed: Instant; readonly incident: string | null; readonly belongs: ({ readonly id: string; readonly number: number; readonly title: string; readonly status: string; readonly goes_on: boolean } | null); readonly route: (SignalRouted | null); readonly description: string; readonly systems: readonly (string)[]; readonly url: string | null; readonly group_by: readonly (string)[]; readonly why: ({ readonly how: 'opened' | 'joined' | 'declared' | 'attached'; readonly at: Instant; readonly by: string; readonly event: number; readonly within: string } | null); readonly alerts: readonly ({ readonly id: string; readonly state: 'firing' | 'silenced' | 'beating' | 'resolved'; readonly labels: Readonly<Record<string, string>>; readonly beside: ({ readonly kind: string; readonly labels: Readonly<Record<string, string>>; readonly systems: readonly (string)[] } | null); readonly annotations: Readonly<Record<string, string>>; readonly url: string; readonly rest: unknown; readonly starts: Instant; readonly ends: (Instant | null); readonly end_is_ours: boolean; readonly received: Instant; readonly updated: Instant; readonly silences: readonly (string)[] })[] }

export type SignalGroups = { readonly groups: readonly (SignalGroup)[]; readonly more: boolean }

export type SignalRouted = { readonly outcome: 'opened' | 'joined' | 'held' | 'dropped' | 'quiet'; readonly at: Instant; readonly rules: readonly (string)[]; readonly plan: string | null; readonly type: string | null; readonly severity: string | null; readonly on_call: string | null; readonly quiet: ({ readonly by: 'maintenance' | 'inhibited' | 'flapping'; readonly id: string; readonly title: string | null; readonly source: string | null } | null); readonly until: (Instant | null); readonly faults: readonly ({ readonly what: string; readonly name: string })[] }

export type SignedOut = { readonly state: 'set-up' | 'signed-out' | 'second-factor' | 'signed-in'; readonly person: ({ readonly id: string; readonly name: string } | null); readonly role: (MemberRole | null); readonly scopes: readonly (string)[]; readonly session: string | null; readonly ways: { readonly password: boolean; readonly passkey: boolean; readonly oidc: readonly ({ readonly id: string; readonly title: string })[]; readonly break_glass: boolean }; readonly first_run: boolean; readonly provider_sign_out: string | null }

export type Silence = { readonly id: string; readonly state: 'active' | 'pending' | 'expired'; readonly matchers: readonly ({ readonly name: string; readonly value: string; readonly is_regex: boolean; readonly is_equal: boolean })[]; readonly starts: Instant; readonly ends: Instant; readonly updated: Instant; readonly by: string; readonly comment: string; readonly covers: number }

export type Silenced = { readonly id: string }

export type Silences = { readonly silences: readonly (Silence)[] }

export type StartedDrill = { readonly id: string; readonly incident: { readonly id: string; readonly number: number } }

export type Stretch = { readonly person: string | null; readonly layer: string | null; readonly override: string | null; readonly from: Instant; readonly to: Instant }

export type Subscribed = { readonly id: string }

export type Swap = { readonly id: string; readonly rota: string; readonly asker: string; readonly asked: string; readonly from: Instant; readonly to: Instant; readonly back: ({ readonly from: Instant; readonly to: Instant } | null); readonly reason: string | null; readonly state: 'offered' | 'accepted' | 'declined' | 'withdrawn'; readonly at: Instant }

export type Swaps = { readonly swaps: readonly (Swap)[] }

export type SystemFinding = { readonly check: 'database' | 'loops' | 'messages' | 'clocks of incidents' | 'signals' | 'intake' | 'disk' | 'plan' | 'operators' | 'channels' | 'dead letters' | 'clock' | 'responsiveness' | 'outside heartbeat'; readonly state: 'good' | 'doubtful' | 'bad'; readonly found: string; readonly mend?: string }

export type SystemHealth = { readonly at: Instant; readonly healthy: boolean; readonly findings: readonly (SystemFinding)[] }

export type TestPage = { readonly id: string; readonly person: string; readonly by: string; readonly sent: Instant; readonly answered: (Instant | null); readonly tries: readonly ({ readonly channel: string; readonly delivered: boolean; readonly detail: string })[] }

export type TestPages = { readonly tests: readonly (TestPage)[] }

export type Token = { readonly id: string; readonly name: string; readonly scopes: readonly (string)[]; readonly person: string | null; readonly created: Instant; readonly last_used: (Instant | null); readonly revoked: (Instant | null) }

export type Tokens = { readonly tokens: readonly (Token)[] }

export type ToldOfTurns = { readonly told: boolean }

export type Unsubscribed = {  }

export type Verdict = { readonly intact: boolean; readonly faults: readonly ({ readonly code: 'line-unreadable' | 'line-unexpected' | 'format-unknown' | 'pack-cut' | 'record-changed' | 'chain-broken' | 'gap' | 'text-changed' | 'text-missing' | 'text-not-redacted' | 'tail-cut' | 'head-differs' | 'vanished' | 'checkpoint-changed' | 'checkpoint-broken' | 'checkpoint-missing' | 'checkpoint-heads-differ' | 'signature-wrong' | 'key-unexpected'; readonly message: string; readonly incident?: string; readonly version?: number; readonly checkpoint?: number; readonly line?: number })[]; readonly faults_found: number; readonly incidents: number; readonly events: number; readonly checkpoints: number; readonly unsigned: number; readonly redacted: number; readonly key: string; readonly keys: readonly (string)[] }

/** What each operation takes and gives. */
export type Operations = {
  'list-incidents': { params: Record<never, never>; query: { open?: boolean; severity?: string; status?: 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'; type?: string; plan?: string; exercise?: boolean; since?: string; until?: string; words?: string; limit?: number; before?: number }; body: undefined; answer: Incidents }
  'declare': { params: Record<never, never>; query: Record<never, never>; body: { readonly title: string; readonly description?: string; readonly source?: string; readonly reporter?: string; readonly detected?: string; readonly occurred?: string; readonly systems?: readonly (string)[]; readonly 'from-incident'?: string; readonly exercise?: boolean; readonly 'on-call'?: string; readonly plan?: string }; answer: Declared }
  'export-incident-list': { params: Record<never, never>; query: { open?: boolean; severity?: string; status?: 'undeclared' | 'open' | 'resolved' | 'closed' | 'declassified' | 'merged'; type?: string; plan?: string; exercise?: boolean; since?: string; until?: string; words?: string }; body: undefined; answer: string }
  'get-incident': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Incident }
  'list-events': { params: { id: string }; query: { after?: number; before?: number; limit?: number }; body: undefined; answer: Events }
  'list-sent': { params: { id: string }; query: { after?: number; limit?: number }; body: undefined; answer: Sent }
  'watch-incident': { params: { id: string }; query: { after?: number }; body: undefined; answer: string }
  'list-obligations': { params: { id: string }; query: { standing?: string; person?: string }; body: undefined; answer: Obligations }
  'explain-obligation': { params: { id: string; obligation: string }; query: Record<never, never>; body: undefined; answer: ExplainedObligation }
  'list-gates': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Gates }
  'list-figures': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Figures }
  'propose-severity': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Proposal }
  'propose-ahead': { params: { plan: string }; query: { answers?: string; type?: string; source?: string }; body: undefined; answer: Proposal }
  'classify': { params: { id: string }; query: { as?: string }; body: { readonly severity: string; readonly type?: string; readonly reason?: string }; answer: Commanded }
  'assess': { params: { id: string }; query: { as?: string }; body: { readonly classification: string; readonly level: string; readonly reason?: string }; answer: Commanded }
  'declassify': { params: { id: string }; query: { as?: string }; body: { readonly reason: string }; answer: Commanded }
  'answer': { params: { id: string }; query: { as?: string }; body: { readonly fact: string; readonly value: (string | number | boolean | null); readonly reason?: string }; answer: Commanded }
  'verify-breach': { params: { id: string }; query: { as?: string }; body: { readonly when?: string; readonly reason?: string }; answer: Commanded }
  'mark': { params: { id: string }; query: { as?: string }; body: { readonly moment: string; readonly when?: string; readonly reason?: string }; answer: Commanded }
  'correct-moment': { params: { id: string }; query: { as?: string }; body: { readonly moment: string; readonly when: string; readonly reason: string }; answer: Commanded }
  'assign': { params: { id: string }; query: { as?: string }; body: { readonly role: string; readonly person: string; readonly reason?: string }; answer: Commanded }
  'accept': { params: { id: string }; query: { as?: string }; body: { readonly role: string }; answer: Commanded }
  'decline': { params: { id: string }; query: { as?: string }; body: { readonly role: string; readonly reason?: string }; answer: Commanded }
  'hand-over': { params: { id: string }; query: { as?: string }; body: { readonly role: string; readonly to: string; readonly reason?: string }; answer: Commanded }
  'call-in': { params: { id: string }; query: { as?: string }; body: { readonly person: string; readonly reason?: string }; answer: Commanded }
  'acknowledge': { params: { id: string }; query: { as?: string }; body: { readonly page?: string }; answer: Commanded }
  'hand-on': { params: { id: string }; query: { as?: string }; body: { readonly page?: string; readonly to?: string; readonly reason?: string }; answer: Commanded }
  'complete': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly text?: string; readonly url?: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'waive': { params: { id: string }; query: { as?: string }; body: { readonly obligation?: string; readonly gate?: string; readonly reason: string }; answer: Commanded }
  'begin-stage': { params: { id: string }; query: { as?: string }; body: { readonly stage: string; readonly reason?: string }; answer: Commanded }
  'update': { params: { id: string }; query: { as?: string }; body: { readonly to?: readonly (string)[]; readonly obligation?: string; readonly text: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'ask-approval': { params: { id: string }; query: { as?: string }; body: { readonly obligation?: string; readonly decision?: string; readonly parts?: Readonly<Record<string, string>>; readonly text?: string }; answer: Commanded }
  'approve': { params: { id: string }; query: { as?: string }; body: { readonly obligation?: string; readonly decision?: string; readonly parts?: Readonly<Record<string, string>>; readonly text?: string }; answer: Commanded }
  'object': { params: { id: string }; query: { as?: string }; body: { readonly obligation?: string; readonly decision?: string; readonly reason: string }; answer: Commanded }
  'take-decision': { params: { id: string }; query: { as?: string }; body: { readonly decision: string; readonly text?: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'send-notice': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly parts?: Readonly<Record<string, string>>; readonly text?: string; readonly 'by-hand'?: boolean; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'submit-report': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly parts?: Readonly<Record<string, string>>; readonly receipt?: string; readonly text?: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'add-evidence': { params: { id: string }; query: { as?: string }; body: { readonly kind: string; readonly title: string; readonly sha256: string; readonly bytes: number; readonly obligation?: string }; answer: Commanded }
  'transfer-evidence': { params: { id: string }; query: { as?: string }; body: { readonly evidence: string; readonly to: string; readonly reason: string }; answer: Commanded }
  'delete-evidence': { params: { id: string }; query: { as?: string }; body: { readonly evidence: string; readonly reason: string }; answer: Commanded }
  'note': { params: { id: string }; query: { as?: string }; body: { readonly text: string }; answer: Commanded }
  'write-notes': { params: { id: string }; query: { as?: string }; body: { readonly text: string }; answer: Commanded }
  'add-finding': { params: { id: string }; query: { as?: string }; body: { readonly kind: string; readonly text: string; readonly obligation?: string }; answer: Commanded }
  'add-follow-up': { params: { id: string }; query: { as?: string }; body: { readonly title: string; readonly owner: string; readonly due: string; readonly 'plan-change'?: boolean }; answer: Commanded }
  'finish-follow-up': { params: { id: string }; query: { as?: string }; body: { readonly 'follow-up': string; readonly text?: string }; answer: Commanded }
  'give-feedback': { params: { id: string }; query: { as?: string }; body: { readonly person: string; readonly text: string }; answer: Commanded }
  'schedule-meeting': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly starts: string; readonly minutes?: number; readonly invite?: readonly (string)[] }; answer: Commanded }
  'hold-meeting': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly present: readonly (string)[]; readonly text?: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'escalate': { params: { id: string }; query: { as?: string }; body: { readonly level?: number; readonly reason: string }; answer: Commanded }
  'set-field': { params: { id: string }; query: { as?: string }; body: { readonly field: string; readonly value: string }; answer: Commanded }
  'add-systems': { params: { id: string }; query: { as?: string }; body: { readonly systems: readonly (string)[] }; answer: Commanded }
  'publish': { params: { id: string }; query: { as?: string }; body: { readonly obligation: string; readonly text: string; readonly url?: string; readonly 'break-glass'?: boolean; readonly reason?: string }; answer: Commanded }
  'restrict': { params: { id: string }; query: { as?: string }; body: { readonly to: readonly (string)[]; readonly label?: string }; answer: Commanded }
  'contain': { params: { id: string }; query: { as?: string }; body: { readonly when?: string; readonly reason?: string }; answer: Commanded }
  'resolve': { params: { id: string }; query: { as?: string }; body: { readonly text: string }; answer: Commanded }
  'close': { params: { id: string }; query: { as?: string }; body: {  }; answer: Commanded }
  'reopen': { params: { id: string }; query: { as?: string }; body: { readonly reason: string }; answer: Commanded }
  'merge': { params: { id: string }; query: { as?: string }; body: { readonly into: string; readonly reason: string }; answer: Commanded }
  'migrate': { params: { id: string }; query: { as?: string }; body: { readonly plan: string; readonly reason: string }; answer: Commanded }
  'redact': { params: { id: string }; query: { as?: string }; body: { readonly version: number; readonly reason: string }; answer: Commanded }
  'foresee': { params: { id: string }; query: { as?: string }; body: { readonly do: 'classify' | 'assess' | 'declassify' | 'answer' | 'verify-breach' | 'mark' | 'correct-moment' | 'assign' | 'accept' | 'decline' | 'hand-over' | 'call-in' | 'acknowledge' | 'hand-on' | 'complete' | 'waive' | 'begin-stage' | 'update' | 'ask-approval' | 'approve' | 'object' | 'take-decision' | 'send-notice' | 'submit-report' | 'add-evidence' | 'transfer-evidence' | 'delete-evidence' | 'note' | 'write-notes' | 'add-finding' | 'add-follow-up' | 'finish-follow-up' | 'give-feedback' | 'schedule-meeting' | 'hold-meeting' | 'escalate' | 'set-field' | 'add-systems' | 'publish' | 'restrict' | 'contain' | 'resolve' | 'close' | 'reopen' | 'merge' | 'migrate'; readonly body?: Readonly<Record<string, unknown>> }; answer: Foresight }
  'list-scenarios': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Scenarios }
  'start-drill': { params: Record<never, never>; query: Record<never, never>; body: { readonly scenario: string }; answer: StartedDrill }
  'get-drill': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Drill }
  'get-drill-cast': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Directory }
  'pace-drill': { params: { id: string }; query: Record<never, never>; body: { readonly state?: 'running' | 'paused'; readonly speed?: (0.5 | 1 | 2 | 4 | 8 | 16); readonly step?: boolean }; answer: Drill }
  'stop-drill': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Drill }
  'deposit-evidence': { params: { id: string }; query: { as?: string; kind: string; title: string; obligation?: string }; body: Blob; answer: Commanded }
  'fetch-evidence': { params: { id: string; evidence: string }; query: Record<never, never>; body: undefined; answer: string }
  'get-overview': { params: Record<never, never>; query: { plan?: string; from?: string; to?: string; severity?: string; type?: string; source?: string; every?: 'week' | 'month' }; body: undefined; answer: Overview }
  'list-behind': { params: Record<never, never>; query: { plan?: string; from?: string; to?: string; severity?: string; type?: string; source?: string; measure?: string; state?: 'recorded' | 'pending' | 'not-applicable' | 'invalid'; reason?: string; band?: number; on_target?: boolean; clause?: string; outcome?: 'kept' | 'late' | 'missed'; limit?: number }; body: undefined; answer: IncidentsBehind }
  'get-push': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Push }
  'subscribe-push': { params: Record<never, never>; query: Record<never, never>; body: { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }; answer: Subscribed }
  'unsubscribe-push': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Unsubscribed }
  'try-push': { params: Record<never, never>; query: Record<never, never>; body: { readonly subject: string; readonly text: string }; answer: PushTrial }
  'get-contacts': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Contacts }
  'add-contact': { params: Record<never, never>; query: Record<never, never>; body: { readonly channel: 'email' | 'sms' | 'voice' | 'slack' | 'teams' | 'ntfy' | 'mattermost' | 'discord' | 'webhook'; readonly address: string }; answer: AddedContact }
  'remove-contact': { params: { contact: string }; query: Record<never, never>; body: undefined; answer: Done }
  'send-contact-code': { params: { contact: string }; query: Record<never, never>; body: undefined; answer: SentCode }
  'confirm-contact': { params: { contact: string }; query: Record<never, never>; body: { readonly code: string }; answer: Done }
  'set-reach': { params: Record<never, never>; query: Record<never, never>; body: { readonly reach: (Reach | null) }; answer: Done }
  'list-test-pages': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: TestPages }
  'test-own-page': { params: Record<never, never>; query: Record<never, never>; body: { readonly channels?: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[] }; answer: TestPage }
  'test-page': { params: { person: string }; query: Record<never, never>; body: { readonly channels?: readonly ('email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log')[] }; answer: TestPage }
  'verify': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Verdict }
  'verify-incident': { params: { id: string }; query: Record<never, never>; body: undefined; answer: Verdict }
  'export': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'export-incident': { params: { id: string }; query: Record<never, never>; body: undefined; answer: string }
  'search-library': { params: Record<never, never>; query: { q?: string; limit?: number }; body: undefined; answer: Library }
  'list-plans': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Plans }
  'import-plan': { params: Record<never, never>; query: { activate?: boolean }; body: string; answer: ImportedPlan }
  'get-plan': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: Plan }
  'render-plan': { params: { plan: string }; query: { as?: 'md' | 'html' | 'pdf' }; body: undefined; answer: string }
  'check-plan': { params: Record<never, never>; query: Record<never, never>; body: string; answer: CheckedPlan }
  'activate-plan': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: ImportedPlan }
  'read-plan': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: PlanReading }
  'revise-plan': { params: Record<never, never>; query: { against?: string }; body: string; answer: PlanRevision }
  'list-plan-findings': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: PlanFindings }
  'compare-plans': { params: { plan: string }; query: { against?: string }; body: undefined; answer: PlanDifference }
  'replay-past': { params: { plan: string }; query: { against?: string }; body: undefined; answer: PlanPast }
  'list-rehearsable': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: RehearsableScenarios }
  'rehearse-plan': { params: { plan: string }; query: Record<never, never>; body: { readonly scenario: string; readonly people?: 'stand-ins' | 'directory'; readonly runs?: number; readonly seed?: number }; answer: Rehearsal }
  'list-plan-versions': { params: { plan: string }; query: Record<never, never>; body: undefined; answer: PlanVersions }
  'propose-plan': { params: Record<never, never>; query: { reason?: string }; body: string; answer: ProposedPlan }
  'propose-kept-plan': { params: { plan: string }; query: Record<never, never>; body: { readonly reason?: string }; answer: ProposedPlan }
  'approve-plan': { params: { plan: string }; query: Record<never, never>; body: { readonly reason?: string }; answer: ProposedPlan }
  'decline-plan': { params: { plan: string }; query: Record<never, never>; body: { readonly reason: string }; answer: ProposedPlan }
  'enact-plan': { params: { plan: string }; query: Record<never, never>; body: { readonly reason?: string; readonly break_glass?: boolean }; answer: ProposedPlan }
  'get-directory': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Directory }
  'import-directory': { params: Record<never, never>; query: { since?: number }; body: string; answer: ImportedDirectory }
  'get-readiness': { params: Record<never, never>; query: { days?: number }; body: undefined; answer: Readiness }
  'list-readiness': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: PeopleReadiness }
  'get-directory-book': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: DirectoryBook }
  'export-directory': { params: Record<never, never>; query: { version?: number }; body: undefined; answer: string }
  'list-directory-versions': { params: Record<never, never>; query: { before?: number; limit?: number }; body: undefined; answer: DirectoryVersions }
  'get-directory-version': { params: { version: number }; query: { since?: number }; body: undefined; answer: DirectoryVersion }
  'change-directory': { params: Record<never, never>; query: Record<never, never>; body: { readonly since: number; readonly changes: readonly (({ readonly is: 'person'; readonly id: string; readonly person: { readonly name: string; readonly email?: string; readonly phone?: string; readonly slack?: string; readonly webhook?: string; readonly contacts?: readonly ({ readonly channel: 'email' | 'sms' | 'voice' | 'slack' | 'teams' | 'ntfy' | 'mattermost' | 'discord' | 'webhook'; readonly address: string })[]; readonly trained?: readonly (string)[] } } | { readonly is: 'leave'; readonly id: string } | { readonly is: 'rota'; readonly id: string; readonly rota: ({ readonly title: string; readonly zone: string; readonly holidays?: string; readonly layers: readonly ({ readonly title: string; readonly people: readonly (string)[]; readonly turn: string; readonly starts: string; readonly until?: string; readonly hours?: readonly ({ readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]; readonly from: string; readonly to: string })[] })[] } | null) } | { readonly is: 'position' | 'group' | 'contact'; readonly id: string; readonly members: (readonly (string)[] | null) }))[] }; answer: ImportedDirectory }
  'get-holdings': { params: { person: string }; query: Record<never, never>; body: undefined; answer: Holdings }
  'list-rotas': { params: Record<never, never>; query: { at?: string }; body: undefined; answer: Rotas }
  'get-rota': { params: { rota: string }; query: { from?: string; to?: string }; body: undefined; answer: Rota }
  'override-rota': { params: { rota: string }; query: Record<never, never>; body: { readonly person: string; readonly from: string; readonly to: string; readonly reason?: string }; answer: Overridden }
  'withdraw-override': { params: { override: string }; query: Record<never, never>; body: undefined; answer: Override }
  'get-calendar': { params: { calendar: string }; query: Record<never, never>; body: undefined; answer: string }
  'list-swaps': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Swaps }
  'offer-swap': { params: { rota: string }; query: Record<never, never>; body: { readonly asked: string; readonly from: string; readonly to: string; readonly back?: { readonly from: string; readonly to: string }; readonly reason?: string }; answer: OfferedSwap }
  'answer-swap': { params: { swap: string }; query: Record<never, never>; body: { readonly answer: 'accepted' | 'declined' | 'withdrawn' }; answer: Swap }
  'get-fairness': { params: { rota: string }; query: { from?: string; to?: string }; body: undefined; answer: Fairness }
  'get-own-turns': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: OnCallMe }
  'set-own-turns': { params: Record<never, never>; query: Record<never, never>; body: { readonly told: boolean }; answer: ToldOfTurns }
  'revoke-own-calendar': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: CalendarAddress }
  'revoke-rota-calendar': { params: { rota: string }; query: Record<never, never>; body: undefined; answer: CalendarAddress }
  'preview-rota': { params: Record<never, never>; query: Record<never, never>; body: { readonly id: string; readonly rota: ({ readonly title: string; readonly zone: string; readonly holidays?: string; readonly layers: readonly ({ readonly title: string; readonly people: readonly (string)[]; readonly turn: string; readonly starts: string; readonly until?: string; readonly hours?: readonly ({ readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]; readonly from: string; readonly to: string })[] })[] } | null) }; answer: RotaPreview }
  'preview-rota-import': { params: Record<never, never>; query: Record<never, never>; body: { readonly kind: 'ics' | 'pagerduty' | 'opsgenie' | 'grafana'; readonly files: readonly (string)[]; readonly zone?: string; readonly who?: Readonly<Record<string, string>> }; answer: RotaImportPreview }
  'import-rotas': { params: Record<never, never>; query: Record<never, never>; body: { readonly kind: 'ics' | 'pagerduty' | 'opsgenie' | 'grafana'; readonly files: readonly (string)[]; readonly zone?: string; readonly who?: Readonly<Record<string, string>>; readonly since: number; readonly add_people?: boolean }; answer: ImportedRotas }
  'list-signals': { params: Record<never, never>; query: { state?: 'firing' | 'quiet' | 'all'; text?: string; labels?: string; limit?: number }; body: undefined; answer: SignalGroups }
  'report-signal': { params: Record<never, never>; query: Record<never, never>; body: { readonly title: string; readonly description?: string; readonly source?: string; readonly service?: string; readonly urgency?: string }; answer: ReportedSignal }
  'get-signal': { params: { key: string }; query: Record<never, never>; body: undefined; answer: SignalGroupInFull }
  'declare-from-signal': { params: { key: string }; query: Record<never, never>; body: { readonly title?: string; readonly description?: string }; answer: Declared }
  'attach-group': { params: { key: string }; query: Record<never, never>; body: { readonly incident: string }; answer: Declared }
  'list-silences': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Silences }
  'put-silence': { params: Record<never, never>; query: Record<never, never>; body: { readonly id?: string; readonly matchers: readonly ({ readonly name: string; readonly value: string; readonly is_regex?: boolean; readonly is_equal?: boolean })[]; readonly starts?: Instant; readonly ends: Instant; readonly comment: string }; answer: Silenced }
  'expire-silence': { params: { silence: string }; query: Record<never, never>; body: undefined; answer: Silenced }
  'get-routing': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: RoutingBook }
  'put-routing': { params: Record<never, never>; query: { since?: number }; body: string; answer: SavedRoutingBook }
  'list-routing-versions': { params: Record<never, never>; query: { before?: number; limit?: number }; body: undefined; answer: RoutingBookVersions }
  'get-routing-version': { params: { version: number }; query: Record<never, never>; body: undefined; answer: string }
  'check-routing': { params: Record<never, never>; query: Record<never, never>; body: string; answer: CheckedRoutingBook }
  'try-routing': { params: Record<never, never>; query: { days?: number }; body: string; answer: RoutingTrial }
  'explain-routing': { params: Record<never, never>; query: Record<never, never>; body: { readonly source?: string; readonly kind?: string; readonly payload: unknown }; answer: RoutingExplained }
  'start-maintenance': { params: Record<never, never>; query: Record<never, never>; body: { readonly title: string; readonly signal?: string; readonly field?: string; readonly value?: string; readonly from?: Instant; readonly minutes: number }; answer: SavedRoutingBook }
  'end-maintenance': { params: { window: string }; query: Record<never, never>; body: {  }; answer: SavedRoutingBook }
  'list-doors': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Doors }
  'create-door': { params: Record<never, never>; query: Record<never, never>; body: { readonly kind: string; readonly name: string; readonly title?: string; readonly secret?: string; readonly mapping?: string; readonly per_minute?: number; readonly bytes_max?: number }; answer: DoorKey }
  'edit-door': { params: { door: string }; query: Record<never, never>; body: { readonly title?: string; readonly secret?: (string | null); readonly enabled?: boolean; readonly mapping?: string; readonly per_minute?: number; readonly bytes_max?: number }; answer: ChangedDoor }
  'rotate-door': { params: { door: string }; query: Record<never, never>; body: { readonly hours?: number }; answer: DoorKey }
  'delete-door': { params: { door: string }; query: Record<never, never>; body: undefined; answer: ChangedDoor }
  'preview-door': { params: Record<never, never>; query: Record<never, never>; body: { readonly kind: string; readonly mapping?: string; readonly payload: string; readonly headers?: Readonly<Record<string, string>>; readonly path?: string }; answer: DoorPreview }
  'list-door-payloads': { params: { door: string }; query: Record<never, never>; body: undefined; answer: DoorPayloads }
  'list-alert-payloads': { params: { key: string; alert: string }; query: Record<never, never>; body: undefined; answer: DoorPayloads }
  'list-heartbeats': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Heartbeats }
  'expect-heartbeat': { params: { name: string }; query: Record<never, never>; body: { readonly every_seconds: number; readonly grace_seconds?: number }; answer: ExpectedHeartbeat }
  'list-dead-letters': { params: Record<never, never>; query: { limit?: number }; body: undefined; answer: DeadLetters }
  'send-dead-letter': { params: { letter: number }; query: Record<never, never>; body: undefined; answer: SentAgain }
  'list-channels': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: ChannelList }
  'try-channel': { params: { channel: 'email' | 'slack' | 'teams' | 'sms' | 'voice' | 'push' | 'ntfy' | 'mattermost' | 'discord' | 'webhook' | 'log' }; query: Record<never, never>; body: { readonly to?: string }; answer: ChannelTried }
  'list-tokens': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Tokens }
  'create-token': { params: Record<never, never>; query: Record<never, never>; body: { readonly name: string; readonly scopes: readonly ('incident:read' | 'incident:write' | 'incident:redact' | 'signal:read' | 'signal:write' | 'plan:read' | 'plan:write' | 'plan:propose' | 'directory:read' | 'directory:write' | 'audit' | 'admin')[]; readonly person?: string }; answer: NewToken }
  'revoke-token': { params: { token: string }; query: Record<never, never>; body: undefined; answer: RevokedToken }
  'get-session': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Session }
  'sign-in-password': { params: Record<never, never>; query: Record<never, never>; body: { readonly login: string; readonly password: string }; answer: Session }
  'sign-in-second-factor': { params: Record<never, never>; query: Record<never, never>; body: { readonly code: string }; answer: Session }
  'begin-passkey-sign-in': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: PasskeyQuestion }
  'sign-in-passkey': { params: Record<never, never>; query: Record<never, never>; body: PasskeyAnswer; answer: Session }
  'sign-out': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: SignedOut }
  'begin-oidc-sign-in': { params: Record<never, never>; query: Record<never, never>; body: { readonly provider: 'oidc'; readonly to?: string }; answer: ProviderAddress }
  'finish-oidc-sign-in': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'sign-in-break-glass': { params: Record<never, never>; query: Record<never, never>; body: { readonly login: string; readonly code: string; readonly reason: string }; answer: Session }
  'look-at-set-up': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string }; answer: SetUp }
  'begin-set-up-passkey': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string; readonly name: string }; answer: PasskeyQuestion }
  'set-up': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string; readonly name: string; readonly email?: string; readonly id?: string; readonly password?: string; readonly passkey?: NewPasskey; readonly plan?: string }; answer: Session }
  'list-invitations': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Invitations }
  'invite': { params: Record<never, never>; query: Record<never, never>; body: ({ readonly role: MemberRole; readonly person: string } | { readonly role: MemberRole; readonly new_person: { readonly name: string; readonly email?: string; readonly id?: string } }); answer: NewInvitation }
  'withdraw-invitation': { params: { invitation: string }; query: Record<never, never>; body: undefined; answer: Invitation }
  'look-at-invitation': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string }; answer: Invited }
  'begin-invitation-passkey': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string }; answer: PasskeyQuestion }
  'accept-invitation': { params: Record<never, never>; query: Record<never, never>; body: { readonly secret: string; readonly password?: string; readonly passkey?: NewPasskey }; answer: Session }
  'list-members': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Members }
  'change-member-role': { params: { member: string }; query: Record<never, never>; body: { readonly role: MemberRole }; answer: ChangedMember }
  'disable-member': { params: { member: string }; query: Record<never, never>; body: undefined; answer: ChangedMember }
  'enable-member': { params: { member: string }; query: Record<never, never>; body: undefined; answer: ChangedMember }
  'end-member-sessions': { params: { member: string }; query: Record<never, never>; body: undefined; answer: ChangedMember }
  'list-account-events': { params: Record<never, never>; query: { before?: number; limit?: number; person?: string }; body: undefined; answer: AccountEvents }
  'get-account': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Account }
  'change-password': { params: Record<never, never>; query: Record<never, never>; body: { readonly current?: string; readonly password: string }; answer: Done }
  'begin-passkey': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: PasskeyQuestion }
  'add-passkey': { params: Record<never, never>; query: Record<never, never>; body: NewPasskey; answer: AddedPasskey }
  'rename-passkey': { params: { passkey: string }; query: Record<never, never>; body: { readonly name: string }; answer: Done }
  'remove-passkey': { params: { passkey: string }; query: Record<never, never>; body: undefined; answer: Done }
  'begin-totp': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: NewTotp }
  'confirm-totp': { params: Record<never, never>; query: Record<never, never>; body: { readonly code: string }; answer: RecoveryCodes }
  'remove-totp': { params: Record<never, never>; query: Record<never, never>; body: { readonly code: string }; answer: Done }
  'make-recovery-codes': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: RecoveryCodes }
  'end-session': { params: { session: string }; query: Record<never, never>; body: undefined; answer: Done }
  'end-other-sessions': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: EndedSessions }
  'get-me': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Me }
  'watch-all': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'list-mine': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Mine }
  'list-my-pages': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: MyPagesBefore }
  'get-duty': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Duty }
  'see-page': { params: { token: string }; query: { language?: 'en' | 'de' }; body: undefined; answer: string }
  'answer-page': { params: { token: string }; query: { language?: 'en' | 'de'; do?: 'acknowledge' | 'help' | 'hand-on'; to?: string }; body: undefined; answer: string }
  'front-page': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'errors-page': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'is-alive': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'is-ready': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: Ready }
  'read-figures': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: string }
  'examine-system': { params: Record<never, never>; query: Record<never, never>; body: undefined; answer: SystemHealth }
}

/** Where each operation is. */
export const OPERATIONS = {
  'list-incidents': ['GET', '/api/incidents'],
  'declare': ['POST', '/api/incidents'],
  'export-incident-list': ['GET', '/api/incidents.csv'],
  'get-incident': ['GET', '/api/incidents/{id}'],
  'list-events': ['GET', '/api/incidents/{id}/events'],
  'list-sent': ['GET', '/api/incidents/{id}/sent'],
  'watch-incident': ['GET', '/api/incidents/{id}/live'],
  'list-obligations': ['GET', '/api/incidents/{id}/obligations'],
  'explain-obligation': ['GET', '/api/incidents/{id}/obligations/{obligation}'],
  'list-gates': ['GET', '/api/incidents/{id}/gates'],
  'list-figures': ['GET', '/api/incidents/{id}/figures'],
  'propose-severity': ['GET', '/api/incidents/{id}/proposal'],
  'propose-ahead': ['GET', '/api/plans/{plan}/proposal'],
  'classify': ['POST', '/api/incidents/{id}/classify'],
  'assess': ['POST', '/api/incidents/{id}/assess'],
  'declassify': ['POST', '/api/incidents/{id}/declassify'],
  'answer': ['POST', '/api/incidents/{id}/answer'],
  'verify-breach': ['POST', '/api/incidents/{id}/verify-breach'],
  'mark': ['POST', '/api/incidents/{id}/mark'],
  'correct-moment': ['POST', '/api/incidents/{id}/correct-moment'],
  'assign': ['POST', '/api/incidents/{id}/assign'],
  'accept': ['POST', '/api/incidents/{id}/accept'],
  'decline': ['POST', '/api/incidents/{id}/decline'],
  'hand-over': ['POST', '/api/incidents/{id}/hand-over'],
  'call-in': ['POST', '/api/incidents/{id}/call-in'],
  'acknowledge': ['POST', '/api/incidents/{id}/acknowledge'],
  'hand-on': ['POST', '/api/incidents/{id}/hand-on'],
  'complete': ['POST', '/api/incidents/{id}/complete'],
  'waive': ['POST', '/api/incidents/{id}/waive'],
  'begin-stage': ['POST', '/api/incidents/{id}/begin-stage'],
  'update': ['POST', '/api/incidents/{id}/update'],
  'ask-approval': ['POST', '/api/incidents/{id}/ask-approval'],
  'approve': ['POST', '/api/incidents/{id}/approve'],
  'object': ['POST', '/api/incidents/{id}/object'],
  'take-decision': ['POST', '/api/incidents/{id}/take-decision'],
  'send-notice': ['POST', '/api/incidents/{id}/send-notice'],
  'submit-report': ['POST', '/api/incidents/{id}/submit-report'],
  'add-evidence': ['POST', '/api/incidents/{id}/add-evidence'],
  'transfer-evidence': ['POST', '/api/incidents/{id}/transfer-evidence'],
  'delete-evidence': ['POST', '/api/incidents/{id}/delete-evidence'],
  'note': ['POST', '/api/incidents/{id}/note'],
  'write-notes': ['POST', '/api/incidents/{id}/write-notes'],
  'add-finding': ['POST', '/api/incidents/{id}/add-finding'],
  'add-follow-up': ['POST', '/api/incidents/{id}/add-follow-up'],
  'finish-follow-up': ['POST', '/api/incidents/{id}/finish-follow-up'],
  'give-feedback': ['POST', '/api/incidents/{id}/give-feedback'],
  'schedule-meeting': ['POST', '/api/incidents/{id}/schedule-meeting'],
  'hold-meeting': ['POST', '/api/incidents/{id}/hold-meeting'],
  'escalate': ['POST', '/api/incidents/{id}/escalate'],
  'set-field': ['POST', '/api/incidents/{id}/set-field'],
  'add-systems': ['POST', '/api/incidents/{id}/add-systems'],
  'publish': ['POST', '/api/incidents/{id}/publish'],
  'restrict': ['POST', '/api/incidents/{id}/restrict'],
  'contain': ['POST', '/api/incidents/{id}/contain'],
  'resolve': ['POST', '/api/incidents/{id}/resolve'],
  'close': ['POST', '/api/incidents/{id}/close'],
  'reopen': ['POST', '/api/incidents/{id}/reopen'],
  'merge': ['POST', '/api/incidents/{id}/merge'],
  'migrate': ['POST', '/api/incidents/{id}/migrate'],
  'redact': ['POST', '/api/incidents/{id}/redact'],
  'foresee': ['POST', '/api/incidents/{id}/foresee'],
  'list-scenarios': ['GET', '/api/scenarios'],
  'start-drill': ['POST', '/api/drills'],
  'get-drill': ['GET', '/api/drills/{id}'],
  'get-drill-cast': ['GET', '/api/drills/{id}/cast'],
  'pace-drill': ['POST', '/api/drills/{id}/pace'],
  'stop-drill': ['POST', '/api/drills/{id}/stop'],
  'deposit-evidence': ['POST', '/api/incidents/{id}/evidence'],
  'fetch-evidence': ['GET', '/api/incidents/{id}/evidence/{evidence}'],
  'get-overview': ['GET', '/api/figures'],
  'list-behind': ['GET', '/api/figures/incidents'],
  'get-push': ['GET', '/api/account/push'],
  'subscribe-push': ['POST', '/api/account/push'],
  'unsubscribe-push': ['POST', '/api/account/push/{id}/forget'],
  'try-push': ['POST', '/api/account/push/trial'],
  'get-contacts': ['GET', '/api/account/contacts'],
  'add-contact': ['POST', '/api/account/contacts'],
  'remove-contact': ['POST', '/api/account/contacts/{contact}/remove'],
  'send-contact-code': ['POST', '/api/account/contacts/{contact}/code'],
  'confirm-contact': ['POST', '/api/account/contacts/{contact}/confirm'],
  'set-reach': ['POST', '/api/account/reach'],
  'list-test-pages': ['GET', '/api/account/test-pages'],
  'test-own-page': ['POST', '/api/account/test-pages'],
  'test-page': ['POST', '/api/directory/people/{person}/test-page'],
  'verify': ['GET', '/api/verify'],
  'verify-incident': ['GET', '/api/incidents/{id}/verify'],
  'export': ['GET', '/api/export'],
  'export-incident': ['GET', '/api/incidents/{id}/export'],
  'search-library': ['GET', '/api/library'],
  'list-plans': ['GET', '/api/plans'],
  'import-plan': ['POST', '/api/plans'],
  'get-plan': ['GET', '/api/plans/{plan}'],
  'render-plan': ['GET', '/api/plans/{plan}/document'],
  'check-plan': ['POST', '/api/plans/check'],
  'activate-plan': ['POST', '/api/plans/{plan}/activate'],
  'read-plan': ['GET', '/api/plans/{plan}/reading'],
  'revise-plan': ['POST', '/api/plans/revise'],
  'list-plan-findings': ['GET', '/api/plans/{plan}/findings'],
  'compare-plans': ['GET', '/api/plans/{plan}/changes'],
  'replay-past': ['GET', '/api/plans/{plan}/past'],
  'list-rehearsable': ['GET', '/api/plans/{plan}/scenarios'],
  'rehearse-plan': ['POST', '/api/plans/{plan}/rehearse'],
  'list-plan-versions': ['GET', '/api/plans/{plan}/versions'],
  'propose-plan': ['POST', '/api/plans/proposals'],
  'propose-kept-plan': ['POST', '/api/plans/{plan}/propose'],
  'approve-plan': ['POST', '/api/plans/{plan}/approve'],
  'decline-plan': ['POST', '/api/plans/{plan}/decline'],
  'enact-plan': ['POST', '/api/plans/{plan}/enact'],
  'get-directory': ['GET', '/api/directory'],
  'import-directory': ['POST', '/api/directory'],
  'get-readiness': ['GET', '/api/directory/readiness'],
  'list-readiness': ['GET', '/api/directory/readiness/people'],
  'get-directory-book': ['GET', '/api/directory/book'],
  'export-directory': ['GET', '/api/directory/file'],
  'list-directory-versions': ['GET', '/api/directory/versions'],
  'get-directory-version': ['GET', '/api/directory/versions/{version}'],
  'change-directory': ['POST', '/api/directory/changes'],
  'get-holdings': ['GET', '/api/directory/people/{person}/holdings'],
  'list-rotas': ['GET', '/api/rotas'],
  'get-rota': ['GET', '/api/rotas/{rota}'],
  'override-rota': ['POST', '/api/rotas/{rota}/override'],
  'withdraw-override': ['POST', '/api/overrides/{override}/withdraw'],
  'get-calendar': ['GET', '/calendar/{calendar}'],
  'list-swaps': ['GET', '/api/swaps'],
  'offer-swap': ['POST', '/api/rotas/{rota}/swap'],
  'answer-swap': ['POST', '/api/swaps/{swap}/answer'],
  'get-fairness': ['GET', '/api/rotas/{rota}/fairness'],
  'get-own-turns': ['GET', '/api/on-call/me'],
  'set-own-turns': ['POST', '/api/on-call/me'],
  'revoke-own-calendar': ['POST', '/api/on-call/me/calendar/revoke'],
  'revoke-rota-calendar': ['POST', '/api/rotas/{rota}/calendar/revoke'],
  'preview-rota': ['POST', '/api/rotas/preview'],
  'preview-rota-import': ['POST', '/api/on-call/import/preview'],
  'import-rotas': ['POST', '/api/on-call/import'],
  'list-signals': ['GET', '/api/signals'],
  'report-signal': ['POST', '/api/signals'],
  'get-signal': ['GET', '/api/signals/{key}'],
  'declare-from-signal': ['POST', '/api/signals/{key}/declare'],
  'attach-group': ['POST', '/api/signals/{key}/attach'],
  'list-silences': ['GET', '/api/silences'],
  'put-silence': ['POST', '/api/silences'],
  'expire-silence': ['POST', '/api/silences/{silence}/expire'],
  'get-routing': ['GET', '/api/routing'],
  'put-routing': ['POST', '/api/routing'],
  'list-routing-versions': ['GET', '/api/routing/versions'],
  'get-routing-version': ['GET', '/api/routing/versions/{version}'],
  'check-routing': ['POST', '/api/routing/check'],
  'try-routing': ['POST', '/api/routing/try'],
  'explain-routing': ['POST', '/api/routing/explain'],
  'start-maintenance': ['POST', '/api/routing/maintenance'],
  'end-maintenance': ['POST', '/api/routing/maintenance/{window}/end'],
  'list-doors': ['GET', '/api/doors'],
  'create-door': ['POST', '/api/doors'],
  'edit-door': ['POST', '/api/doors/{door}/edit'],
  'rotate-door': ['POST', '/api/doors/{door}/rotate'],
  'delete-door': ['POST', '/api/doors/{door}/delete'],
  'preview-door': ['POST', '/api/doors/preview'],
  'list-door-payloads': ['GET', '/api/doors/{door}/payloads'],
  'list-alert-payloads': ['GET', '/api/signals/{key}/alerts/{alert}/payloads'],
  'list-heartbeats': ['GET', '/api/heartbeats'],
  'expect-heartbeat': ['POST', '/api/heartbeats/{name}/expect'],
  'list-dead-letters': ['GET', '/api/dead-letters'],
  'send-dead-letter': ['POST', '/api/dead-letters/{letter}/send'],
  'list-channels': ['GET', '/api/channels'],
  'try-channel': ['POST', '/api/channels/{channel}/try'],
  'list-tokens': ['GET', '/api/tokens'],
  'create-token': ['POST', '/api/tokens'],
  'revoke-token': ['POST', '/api/tokens/{token}/revoke'],
  'get-session': ['GET', '/api/session'],
  'sign-in-password': ['POST', '/api/sign-in/password'],
  'sign-in-second-factor': ['POST', '/api/sign-in/second-factor'],
  'begin-passkey-sign-in': ['POST', '/api/sign-in/passkey/begin'],
  'sign-in-passkey': ['POST', '/api/sign-in/passkey'],
  'sign-out': ['POST', '/api/sign-out'],
  'begin-oidc-sign-in': ['POST', '/api/sign-in/oidc/begin'],
  'finish-oidc-sign-in': ['GET', '/api/sign-in/oidc/callback'],
  'sign-in-break-glass': ['POST', '/api/sign-in/break-glass'],
  'look-at-set-up': ['POST', '/api/set-up/look'],
  'begin-set-up-passkey': ['POST', '/api/set-up/passkey'],
  'set-up': ['POST', '/api/set-up'],
  'list-invitations': ['GET', '/api/invitations'],
  'invite': ['POST', '/api/invitations'],
  'withdraw-invitation': ['POST', '/api/invitations/{invitation}/withdraw'],
  'look-at-invitation': ['POST', '/api/invitation/look'],
  'begin-invitation-passkey': ['POST', '/api/invitation/passkey'],
  'accept-invitation': ['POST', '/api/invitation'],
  'list-members': ['GET', '/api/members'],
  'change-member-role': ['POST', '/api/members/{member}/role'],
  'disable-member': ['POST', '/api/members/{member}/disable'],
  'enable-member': ['POST', '/api/members/{member}/enable'],
  'end-member-sessions': ['POST', '/api/members/{member}/end-sessions'],
  'list-account-events': ['GET', '/api/account-events'],
  'get-account': ['GET', '/api/account'],
  'change-password': ['POST', '/api/account/password'],
  'begin-passkey': ['POST', '/api/account/passkeys/begin'],
  'add-passkey': ['POST', '/api/account/passkeys'],
  'rename-passkey': ['POST', '/api/account/passkeys/{passkey}/rename'],
  'remove-passkey': ['POST', '/api/account/passkeys/{passkey}/remove'],
  'begin-totp': ['POST', '/api/account/totp/begin'],
  'confirm-totp': ['POST', '/api/account/totp'],
  'remove-totp': ['POST', '/api/account/totp/remove'],
  'make-recovery-codes': ['POST', '/api/account/recovery-codes'],
  'end-session': ['POST', '/api/account/sessions/{session}/end'],
  'end-other-sessions': ['POST', '/api/account/sessions/end-others'],
  'get-me': ['GET', '/api/me'],
  'watch-all': ['GET', '/api/live'],
  'list-mine': ['GET', '/api/mine'],
  'list-my-pages': ['GET', '/api/mine/pages'],
  'get-duty': ['GET', '/api/duty'],
  'see-page': ['GET', '/acknowledge/{token}'],
  'answer-page': ['POST', '/acknowledge/{token}'],
  'front-page': ['GET', '/'],
  'errors-page': ['GET', '/docs/errors'],
  'is-alive': ['GET', '/healthz'],
  'is-ready': ['GET', '/readyz'],
  'read-figures': ['GET', '/metrics'],
  'examine-system': ['GET', '/api/system'],
} as const satisfies Record<keyof Operations, readonly [string, string]>
