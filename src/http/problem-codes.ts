import { SIGN_IN_REFUSALS } from '#/app/sign-in/refusals.ts'

/**
 * Every way in which a request fails before, or besides, the engine's own refusals (core/refusal.ts), with what to do next.
 * Codes are public; never renamed. docs/reference/errors.md lists both.
 */
export const PROBLEMS = {
  'request-invalid': 'Correct what `errors` points at.',
  'json-invalid': 'Send one JSON object, in UTF-8.',
  'token-missing':
    'Send a token, as `Authorization: Bearer TOKEN` or as the password of basic authentication.',
  'token-unknown': 'Check the token; make another with `tocsin token create`.',
  'token-revoked': 'This token was revoked. Make another with `tocsin token create`.',
  'scope-missing': 'Use a token with the scope that `about` names.',
  'person-needed':
    'Commands are given by people. Use a token that speaks for one, or name one in the header Tocsin-As.',
  'person-gone':
    'The directory no longer has the person that is named. Import them again, or use another token.',
  'acting-not-allowed': 'Only a token with the scope `admin` acts as somebody else.',
  'route-unknown': 'There is nothing at this address. `/openapi.json` lists what there is.',
  'plan-unknown':
    'No such plan is kept. List them with `tocsin plan list`, import one with `tocsin plan import FILE`.',
  'evidence-not-kept':
    'Only the hash of this evidence is on record; the material itself is kept elsewhere.',
  'dead-letter-unknown': 'No message of this number was given up; perhaps it was sent again.',
  'signal-unknown': 'No such group of alerts is kept. List them with `list-signals`.',
  'signal-belongs':
    'This group goes on in the incident that `about` names. Merge or split incidents instead.',
  'signals-not-taken': 'Nothing was written. Send it again in a moment.',
  'matcher-malformed': 'Write a label as `severity="critical"`, `instance!~"db-.*"`.',
  'silence-unknown': 'No such silence, or it ended long ago. List them with `list-silences`.',
  'silence-invalid': 'Correct what `about` says of the silence.',
  'silences-too-many': 'End some silences first; each is tried on every alert that comes.',
  'door-unknown': 'No such door. List them with `tocsin door list`.',
  'door-name-taken': 'Another door has this name. Choose another, or take that one away.',
  'door-invalid': 'Correct what `about` says of the door.',
  'mapping-has-mistakes': 'Correct what `errors` points at; `preview-door` tries a mapping.',
  'token-not-found': 'No such token, or it was revoked before. List them with `tocsin token list`.',
  'browser-unknown': 'You are not notified in this browser; perhaps it was forgotten before.',
  'rota-unknown':
    'The directory has no such rota. They are written under `rotas` in the directory file.',
  'override-unknown': 'No such override stands; perhaps it was withdrawn.',
  'override-over':
    'It would be over already, or end before it begins. Name a time that is still to come.',
  'swap-unknown': 'No such swap was offered. List them with `list-swaps`.',
  'swap-answered': 'This swap is answered already, or was withdrawn. Offer another.',
  'swap-not-yours':
    'Only whoever is asked accepts or declines a swap, and only who asked withdraws it.',
  'swap-turn-not-theirs':
    'Not all of the turn belongs to whoever would give it away. Look at the rota again, and name what is theirs.',
  'import-unreadable': 'Nothing can be read from it, for the reason that `about` names.',
  'import-strangers':
    'Those whom `about` names are in no directory. Say who they are, or have them added.',
  'calendar-unknown': 'This address is not complete, or not from this installation. Copy it again.',
  'scenario-unknown': 'No such scenario comes with Tocsin. List them with `list-scenarios`.',
  'drill-unknown': 'There is no such drill. Start one.',
  'drill-ended': 'This drill has ended. Start another.',
  'too-many-drills': 'As many drills run as this installation plays at once. Stop one first.',
  'plan-not-proposed': 'Propose this version first; nobody has been asked to approve it.',
  'plan-in-force': 'This version is in force already.',
  'plan-approval-not-yours': 'Ask one of those whom the plan in force names for its reviews.',
  'plan-approval-own':
    'You proposed it, and somebody else stands for the same. Ask them to approve it.',
  'plan-not-approved':
    'Wait for the approvals that are missing, or have an owner put it in force without them, on record.',
  'scenario-has-mistakes': 'Correct what `errors` points at.',
  'trial-too-long': 'It took too long and was stopped. Ask for fewer runs, or a shorter time.',
  'too-many-trials': 'As much is being tried here as fits. Try again in a moment.',
  'key-reused': 'This Idempotency-Key was used for another request. Use a new one.',
  'evidence-bytes-needed':
    'Tocsin keeps material of this hash already. Send the bytes, which shows that you have them.',
  'plan-has-mistakes': 'Correct what `errors` points at; `tocsin plan check FILE` shows the same.',
  'directory-has-mistakes': 'Correct what `errors` points at, and import the file again.',
  'directory-changed':
    'Somebody else changed the directory meanwhile. Look at what they changed, and save yours on top of it.',
  'directory-version-unknown':
    'There is no such version. List them with `list-directory-versions`.',
  'routing-has-mistakes':
    'Correct what `errors` points at; `tocsin routing check FILE` shows the same.',
  'routing-changed':
    'Somebody else changed the routing book meanwhile. Look at what they changed, and save yours on top of it.',
  'routing-version-unknown': 'There is no such version. List them with `list-routing-versions`.',
  'maintenance-unknown': 'There is no such window in the book. `get-routing` lists them.',
  'payload-malformed': 'Paste a payload as its sender posts it, and name the kind of door.',
  'body-too-large': 'Send less; `about` names the limit.',
  'media-type-unsupported': 'Send the content type that `/openapi.json` names for this address.',
  'headers-too-large': 'Send fewer or shorter headers, and a shorter address.',
  'request-too-slow': 'Send the whole request faster.',
  'too-many-streams': 'This node carries as many live streams as it can. Try again later, or poll.',
  'too-many-documents':
    'This node is writing as many documents as it can. Try again in a moment, or ask for HTML.',
  'not-ready':
    'Try again in a moment, with the same Idempotency-Key if there was one; `/readyz` says what is missing.',
  'our-mistake':
    'Report this with the request id, under which the log says more. Look before you ask again.',
  ...SIGN_IN_REFUSALS,
} as const satisfies Record<string, string>

export type ProblemCode = keyof typeof PROBLEMS
