export const setUp = {
  title: 'Set up Tocsin',
  lead: 'Three answers, one minute. You become the first owner, and can change all of this later.',
  who: 'Who you are',
  notListed: 'Not in this list',
  name: 'Your name',
  email: 'E-mail',
  emailFor: 'Where you are woken, until you add other ways.',
  way: 'How you sign in',
  passkey: 'Passkey',
  passkeyMeans: 'Your fingerprint, face or screen lock. Nothing to remember, nothing to steal.',
  password: 'Password',
  passwordMeans:
    'At least ten characters. Four words that have nothing to do with each other are good.',
  newPassword: 'New password',
  plan: 'The plan to begin with',
  planLater:
    'All three stay there to read and to rehearse; edit one or bring your own whenever you like.',
  plans: {
    tiered: {
      title: 'Short and plain',
      means:
        'Three tiers, an engineer on call, a review at the end: for a team without a security department. What your company does about customers and authorities you add as you grow.',
    },
    creditnexus: {
      title: 'The whole of it',
      means:
        'Four levels, four roles, playbooks for breach, intrusion, outage and vulnerability, with the clocks of GDPR and DORA. The one to begin with if you handle customers’ data and are not sure.',
    },
    bank: {
      title: 'Strict',
      means:
        'Joint approvals, people who must not hold two roles, trading hours of two cities, supervisors and card schemes. For regulated companies that must show who decided what, and why.',
    },
  } as Readonly<Record<string, { readonly title: string; readonly means: string } | undefined>>,
  go: 'Set up Tocsin',
  noSecret:
    'This address is not complete. Open the link again as a whole: what stands behind # belongs to it.',
  toSignIn: 'To the sign-in',
  invited: (name: string) => `Welcome, ${name}`,
  invitedBy: (by: string, role: string) => `${by} invites you to Tocsin as ${role}.`,
  resetLead: 'Choose how you sign in from now on. Your old password, passkeys and sessions end.',
  until: 'This link works once, until',
  join: 'Join',
  reset: 'Sign in from now on',
}
