export const push = {
  title: 'Notifications',
  why: 'When you are paged, this browser says so, also when no page of Tocsin is open. One touch on the notification answers it.',
  on: 'You are notified in this browser.',
  turnOn: 'Notify me here',
  turnOff: 'Not here any more',
  tryIt: 'Send a test',
  tried: 'It is on its way.',
  notReached: 'No browser took it. Turn it off and on again.',
  trial: {
    subject: 'Notifications work',
    text: 'This is a test. When you are paged it looks like this.',
  },
  denied:
    'This browser does not let Tocsin notify you. Allow it in the settings of the site, beside its address.',
  unable: 'This browser cannot be notified.',
  unsafe: 'Browsers notify only over https. Ask whoever runs Tocsin.',
  install:
    'On an iPhone or iPad: touch Share, then “Add to Home Screen”, open Tocsin from there, and come back here.',
  browsers: 'Browsers in which you are notified',
  reached: 'last reached',
  neverReached: 'not reached yet',
  forget: 'Forget',
  forgetOf: (agent: string) => `Forget ${agent}`,
}
