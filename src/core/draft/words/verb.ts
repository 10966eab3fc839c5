/** Verbs with which the steps of a plan begin. A list, since English does not show by its form what is a verb. */
const VERBS = new Set(
  `accept acknowledge acquire act activate add address adjust advise agree alert align allocate analyse analyze announce answer appoint ask
  approve archive arrange assemble assess assign assist assure attach attend audit authenticate authorise authorize back begin block brief
  bring broadcast build call cancel capture categorise categorize change check choose classify clean clear close collaborate collect
  communicate compare compile complete conduct confirm connect consider consolidate consult contact contain continue contribute control
  convene cooperate coordinate co-ordinate copy correct correlate create credit cut deactivate decide declare decommission define delegate
  delete deliver deploy describe designate destroy detect determine develop devise direct disable disconnect discuss dismiss dispatch
  disseminate distribute document downgrade draft eliminate email enable encrypt end enforce engage enhance enlist ensure enter eradicate
  escalate establish estimate evaluate examine execute expire explain extract facilitate fail file fill find finish fix flag follow force
  formulate forward freeze gather generate get give grant halt hand harden have hold identify image implement improve include increase
  inform initiate inspect install instruct interview inventory investigate invite invoke isolate issue join keep kill launch learn leave
  limit list liaise loop locate lock log look maintain make manage map mark measure meet migrate minimise minimize mitigate monitor
  move note notify observe obtain offer open order organise organize page patch pause perform place plan post power practice practise
  prepare preserve present prevent prioritise prioritize proceed process produce prohibit protect provide publish pull purge push put
  quarantine quantify raise rate reach re-assess reassess rebuild recommend record recover redeploy redirect re-enable reenable refer refine
  register reimage re-image reinstall reissue relay release remediate remove renew repair repeat replace reply report reproduce request
  require reroute rescan research reset resolve respond restart restore restrict resume retain retest return reveal revert review revise
  revoke roll rotate route run sanitise sanitize save scale scan schedule scope search secure seek segment select send separate set
  share shut sign snapshot start state stop store submit summarise summarize supervise support suspend switch take tell terminate
  test throttle track trace train transfer transition treat triage trigger turn understand undertake unlock update upgrade upload use
  validate verify view wait wake walk warn watch wipe withdraw work write`.split(/\s+/),
)

/** Of these a noun is made as often as a verb, so that what follows decides. */
const NOUNS_TOO = new Set(
  `access address alert answer audit back block brief call change check clean close contact control copy credit cut design document email end
  estimate file fix flag force hand image impact issue kill lead leave limit list lock log look map mark measure monitor move note order
  page patch pause place plan post power practice present process pull push record release repair report request research reset return
  review roll route run scale scan schedule scope search set share sign snapshot start state stop store support switch test track trace
  transfer treat trigger turn update upgrade upload use view wait walk watch work`.split(/\s+/),
)

/** Whether a word is as often a noun as a verb. */
export function isNounToo(word: string): boolean {
  return NOUNS_TOO.has(word.toLowerCase())
}

/** After such a verb comes what it acts on, and not the second half of a compound noun. */
const OBJECT =
  /^(?:the|an?|all|any|each|every|our|your|their|its|this|that|these|those|affected|compromised|relevant|appropriate|if|to|for|with|whether|which|who|how|what|and|or|on|off|out|in|from|into|at|up|down|down|back|as|it|them|new|additional|initial|other|more|malicious|suspicious|critical|\p{Lu}{2,}s?|key|known|further|potential|potentially|regularly|immediately)(?![\p{L}-])|^(?:access|audit|server|security|system|data|network|incident|user|customer|event|firewall|application|forensic|mailbox|oauth|iam)\s+\p{Ll}/iu
const NOUN_NEXT =
  /^(?:point|points|person|persons|party|parties|us|me|date|dates|details|information|list|number|numbers|name|names|format|template|owner|owners|schedule|frequency|level|levels|time|times|page|person|log|plan|type|types|status|id|summary|history|method|methods|matrix|tree|channel|channels|management|process|scope|cycle|cadence|results?|notes?|review|reviews|by|is|are|was|of)(?!\p{L})/iu

/** The verb with which an instruction begins, in small letters; undefined when the text is none. */
export function imperativeOf(text: string): string | undefined {
  const [, first = '', rest = ''] =
    /^(?:(?:please|then|also|next|immediately|promptly|quickly|where (?:possible|appropriate),?|if (?:possible|needed|necessary|required|applicable|appropriate),?|optionally,?|always)\s+)*([\p{L}-]+)(.*)$/su.exec(
      text.toLowerCase().replace(/^[^\p{L}]+/u, ''),
    ) ?? []
  const [, second = ''] = /^\s+(?:and|or|&)\s+([\p{L}-]+)/u.exec(rest) ?? []
  if (NOUNS_TOO.has(first) && second !== '' && !VERBS.has(second)) return undefined
  if (!VERBS.has(first) && !VERBS.has(first.replace(/^re-?/, ''))) return undefined
  const next =
    /^(?:[/,]\s?[\p{L}-]+|\s+(?:and|or|&|then)\s+(?:re-?)?[\p{L}-]+)*\s+(.*)$/su.exec(rest)?.[1] ??
    ''
  if (/^\s*[:–—(]|^\s+-\s/.test(rest)) return NOUNS_TOO.has(first) ? undefined : first
  if (next === '') return NOUNS_TOO.has(first) ? undefined : first
  if (NOUN_NEXT.test(next) && NOUNS_TOO.has(first)) return undefined
  if (!NOUNS_TOO.has(first) || OBJECT.test(next)) return first
  // "Review access logs" and "update runbooks" act on something in the plural, or on several.
  return /^(?:[\p{L}/-]+\s){0,4}[\p{L}/-]+(?:s|ing|ness|ity|ion|ware|access|traffic|evidence|root cause)(?![\p{L}])/u.test(
    next,
  )
    ? first
    : undefined
}

/** `notifies`, `runs`, `is notified`: the verb of a sentence in the present, in its base form; undefined when it is none of ours. */
export function baseOf(word: string): string | undefined {
  const lower = word.toLowerCase()
  const candidates = [
    lower,
    lower.replace(/ies$/, 'y'),
    lower.replace(/es$/, ''),
    lower.replace(/s$/, ''),
    lower.replace(/ied$/, 'y'),
    lower.replace(/d$/, ''),
    lower.replace(/ed$/, ''),
    lower.replace(/(.)\1ed$/, '$1'),
    lower.replace(/ing$/, ''),
    lower.replace(/ing$/, 'e'),
    lower.replace(/(.)\1ing$/, '$1'),
    ...(IRREGULAR.get(lower) ?? []),
  ]
  return candidates.find(candidate => VERBS.has(candidate))
}

const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ['held', 'hold'],
    ['sent', 'send'],
    ['kept', 'keep'],
    ['told', 'tell'],
    ['made', 'make'],
    ['taken', 'take'],
    ['given', 'give'],
    ['begun', 'begin'],
    ['written', 'write'],
    ['drawn', 'draw'],
    ['brought', 'bring'],
    ['put', 'put'],
    ['met', 'meet'],
    ['woken', 'wake'],
    ['shut', 'shut'],
    ['sought', 'seek'],
    ['run', 'run'],
    ['left', 'leave'],
    ['found', 'find'],
  ].map(([form = '', base = '']) => [form, [base]]),
)

/** Nouns that stand for something to be done: "Root cause analysis", "Isolation of affected hosts". */
const ACTIONS =
  /\b(analysis|assessment|isolation|removal|restoration|verification|validation|notification|monitoring|testing|documentation|investigation|identification|containment|eradication|recovery|debrief(ing)?|collection|preservation|remediation|communication|escalation|rotation|revocation|rebuild|reconstruction|reconnection|mapping|review|patching|hardening|retrospective|post-?mortem|cleanup|clean-up)s?\b/i

const FINITE =
  /\b(?:is|are|was|were|be|been|will|would|may|might|can|could|should|must|has|have|had|made|that|which|who|when|if)\b/i

/** Whether a short phrase without a verb names something to be done. */
export function isAction(text: string): boolean {
  const isPhrase = text.length <= 80 && !/[.?]$|^[❌✗✘]/u.test(text) && !FINITE.test(text)
  return isPhrase && ACTIONS.test(text.split(/\s(?:to|for|by|from|with)\s/i)[0] ?? text)
}
