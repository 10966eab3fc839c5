/** Someone whom a document names: as the one who acts, or as the one who is told. */
export type NamedParty = {
  readonly name: string
  readonly kind: 'inside' | 'outside' | 'authority' | 'everyone' | 'on-call' | 'reporter'
  /** The document does not say who that is: "the team", "relevant stakeholders". */
  readonly vague: boolean
}

const TITLES =
  'commander|lead|leads|leader|leaders|manager|managers|officer|officers|coordinator|co-ordinator|director|directors|engineer|engineers|analyst|analysts|liaison|scribe|responder|responders|counsel|team|teams|committee|owner|owners|expert|experts|sme|smes|ciso|cto|ceo|cio|cfo|coo|cso|cro|cmo|dpo|gc|isso|issm|ism|irt|csirt|cirt|cert|soc|noc|erb|deputy|administrator|administrators|admin|admins|specialist|representative|executive|executives|sponsor|head|chief|chair|secretary|handler|handlers|advisor|adviser|advisors|champion|developer|developers|architect|staff|group|board|desk|helpdesk|department|office|president|principal|vp|hr|legal|pr|compliance|partners|partner|dean|chancellor|provost|registrar|nurse|physician|supervisor|operator|operators|dispatcher|maintainer|maintainers|devops|sre|sres|controller|auditor|auditors|treasurer|superintendent|trustees|founder|founders|ic|management|leadership|finance|communications|comms|facilitator|investigator|investigators|librarian|technician|technicians|custodian|authority|delegate|designee|marketing|operations|security|privacy|it|regulatory|affairs'
const ROLE = new RegExp(`(?:^|[\\s/-])(?:${TITLES})$`, 'i')

const AUTHORITY =
  /\b(supervisory authorit(y|ies)|regulatory (authorit(y|ies)|bod(y|ies)|agenc(y|ies))|regulators?|data protection (authority|authorities|commissioner)|privacy (commissioner|regulator)|competent authorit(y|ies)|relevant authorit(y|ies)|authorities|ico|cnil|hhs|ocr|office for civil rights|attorneys? general|central bank|national (csirt|cert|competent authority)|the sec|securities and exchange commission|financial conduct authority|fca|bafin|ncsc|cisa|us-cert|fbi|(?:health|police|local|national|fire|environmental|water|energy|financial|state|competition) authorit(?:y|ies)|ministry of [\p{L} ]{3,30}|department of health)\b/iu
const OUTSIDE =
  /\b(customers?|clients?|users?|data subjects?|(affected|impacted) (individuals?|persons?|people|parties|residents?|patients?|students?|members?|organi[sz]ations?|tenants?)|individuals|patients|students|parents|the public|general public|media( outlets?)?|press|journalists|law enforcement|police|insur(er|ers|ance( carrier| provider| company)?)|vendors?|suppliers?|third[- ]part(y|ies)|business (partners|associates)|covered entit(y|ies)|service providers?|shareholders|investors|card brands|acquir(er|ing bank)|external (parties|partners|stakeholders)|subscribers|tenants|community|upstream (maintainers|projects?)|downstream (users|projects?)|water commission|fire (?:service|brigade|department)|distributions?|maintainers of [\w ]+)$/i
const EVERYONE =
  /^(all (team members|employees|staff( members)?|personnel|hands|members of staff)|everyone|(the )?(entire|whole) (company|organi[sz]ation|team))$/i
const ON_CALL =
  /^(whoever is on[- ]call|on[- ]?call( (engineer|responder|person|staff|developer|team|rotation|sre|technician|operator))?)s?$/i
const REPORTER = /^((original |external |security |the )*(reporter|researcher|finder)s?)$/i
const VAGUE =
  /^(team|teams|team members|teammates|staff|members|management|stakeholders|parties|personnel|people|department|group|leadership|those (concerned|affected)|others)$|\b(relevant|appropriate|interested|necessary|required|key|concerned|designated|affected|impacted|applicable|other|internal|all)\s+(internal |external |team )?(stakeholders?|parties|personnel|teams?|team members|people|staff|individuals|members|departments?|persons)\b|^(engineers|responders|developers|experts)$/i

/** Without article, number of words in brackets, and what an author adds in passing. */
export function partyName(text: string): string {
  return text
    .replace(/\s*\([^()]*\)/g, '')
    .replace(/^[^\p{L}\p{N}[<]+/u, '')
    .replace(/^(?:(?:the|an?|our|your|their|its|his|her|each|every|both|any|designated)\s+)+/i, '')
    .replace(
      /\s+(?:or (?:(?:his|her|their|a|an) )?(?:designee|delegate|deputy|designated \w+))$/i,
      '',
    )
    .replace(/[\s.,;:]+$/, '')
    .trim()
}

const OFFICE =
  /^(?:deputy |vice |assistant |acting )*(?:head|director|vp|president|chief|manager|lead|dean|office|board|chair|ministry|department|committee|secretary) (?:of|for) [\p{L}][\p{L} &/-]{1,40}$/iu

/** What stands in a sentence, and in no name. */
const NO_NAME =
  /\b(?:for|with|in|on(?!-?\s?call)|to|by|from|that|which|who|at|involved|during|under|is|are|was|were|be|must|shall|will|should|may|can|has|have|if|when|not|no|as|into|via|per)\b|[:;!?"]/i

/** Whether a phrase reads like the name of a role, a position or a team. */
export function looksLikeParty(text: string): boolean {
  const name = partyName(text)
  if (OFFICE.test(name) && name.split(/\s+/).length <= 7) return true
  if (NO_NAME.test(name)) return false
  return (
    name.length <= 60 && name.split(/\s+/).length <= 7 && /\p{L}/u.test(name) && ROLE.test(name)
  )
}

/** Who is meant by a phrase; undefined when it names nobody that can be told. `isKnown`: names that the document declares. */
export function partyIn(
  text: string,
  isKnown: (name: string) => boolean = () => false,
): NamedParty | undefined {
  const name = partyName(text)
  if (
    name === '' ||
    name.length > 60 ||
    (NO_NAME.test(name) && !OFFICE.test(name) && !isKnown(name))
  )
    return undefined
  if (ON_CALL.test(name)) return { name, kind: 'on-call', vague: false }
  if (isKnown(name)) return { name, kind: 'inside', vague: false }
  if (EVERYONE.test(name)) return { name, kind: 'everyone', vague: false }
  if (REPORTER.test(name)) return { name, kind: 'reporter', vague: false }
  const vague = VAGUE.test(name)
  if (AUTHORITY.test(`the ${name}`))
    return { name, kind: 'authority', vague: /relevant|appropriate|applicable/i.test(name) }
  if (
    OUTSIDE.test(`the ${name}`) &&
    !/\b(team|support|success|lead|manager|service desk|partners?$)/i.test(name)
  )
    return { name, kind: 'outside', vague }
  if (vague || looksLikeParty(name)) return { name, kind: 'inside', vague }
  return undefined
}

/** Everyone in a list such as "the CISO, Legal and the DPO"; undefined when one of them is not understood. */
export function partiesIn(
  text: string,
  isKnown: (name: string) => boolean = () => false,
): readonly NamedParty[] | undefined {
  const whole = partyIn(text, isKnown)
  if (whole !== undefined && !/,|\band\b|&|\+/.test(partyName(text))) return [whole]
  const parts = text
    .replace(/\([^()]*\)/g, ' ')
    .split(/\s*(?:,\s*(?:and\s+)?|;|\s+and\s+|\s*&\s*|\s*\+\s*|\s+as well as\s+)\s*/i)
    .filter(part => part.trim() !== '')
  const parties = parts.map(part => partyIn(part, isKnown))
  return parties.length > 0 && parties.every(party => party !== undefined)
    ? parties
    : whole && [whole]
}
