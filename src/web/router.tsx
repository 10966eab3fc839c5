// Which screen is at which address. Each is fetched when it is first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { queries } from './api/queries.ts'
import { session } from './api/session.ts'
import { paths } from './paths.ts'
import { Frame } from './shell/frame.tsx'
import { Lost } from './shell/lost.tsx'

const root = createRootRoute({ notFoundComponent: Lost })

/** Behind it somebody is signed in. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: Frame,
  async beforeLoad({ location }) {
    const { state } = await queries.ensureQueryData(session)
    if (state === 'signed-in') return
    // oxlint-disable-next-line typescript/only-throw-error -- the router's own way of sending somebody elsewhere
    throw redirect({ to: paths.signIn(), search: { to: location.href }, replace: true })
  },
})

const outside = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component })
const inside = (path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => framed, path, component })

const tree = root.addChildren([
  outside(
    '/sign-in',
    lazyRouteComponent(() => import('./sign-in/screen.tsx'), 'SignIn'),
  ),
  outside(
    '/set-up',
    lazyRouteComponent(() => import('./set-up/screen.tsx'), 'SetUp'),
  ),
  outside(
    '/invitation',
    lazyRouteComponent(() => import('./invitation/screen.tsx'), 'Invitation'),
  ),
  framed.addChildren([
    inside(
      '/',
      lazyRouteComponent(() => import('./board/screen.tsx'), 'Board'),
    ),
    inside(
      '/declare',
      lazyRouteComponent(() => import('./declare/screen.tsx'), 'Declare'),
    ),
    inside(
      '/triage',
      lazyRouteComponent(() => import('./triage/screen.tsx'), 'Triage'),
    ),
    inside(
      '/incidents',
      lazyRouteComponent(() => import('./incidents/screen.tsx'), 'Incidents'),
    ),
    inside(
      '/incidents/$id',
      lazyRouteComponent(() => import('./room/screen.tsx'), 'Room'),
    ),
    inside(
      '/pages',
      lazyRouteComponent(() => import('./pages/screen.tsx'), 'MyPages'),
    ),
    inside(
      '/signals',
      lazyRouteComponent(() => import('./signals/screen.tsx'), 'Signals'),
    ),
    inside(
      '/plans',
      lazyRouteComponent(() => import('./plans/screen.tsx'), 'Plans'),
    ),
    inside(
      '/plans/$plan',
      lazyRouteComponent(() => import('./plans/document.tsx'), 'PlanDocument'),
    ),
    inside(
      '/plans/$plan/edit',
      lazyRouteComponent(() => import('./plans/edit.tsx'), 'EditPlan'),
    ),
    inside(
      '/plans/$plan/history',
      lazyRouteComponent(() => import('./plans/history.tsx'), 'PlanHistory'),
    ),
    inside(
      '/plans/$plan/rehearse',
      lazyRouteComponent(() => import('./plans/rehearse.tsx'), 'Rehearse'),
    ),
    inside(
      '/people',
      lazyRouteComponent(() => import('./people/screen.tsx'), 'People'),
    ),
    inside(
      '/on-call',
      lazyRouteComponent(() => import('./oncall/screen.tsx'), 'OnCall'),
    ),
    inside(
      '/figures',
      lazyRouteComponent(() => import('./figures/screen.tsx'), 'Figures'),
    ),
    inside(
      '/settings',
      lazyRouteComponent(() => import('./settings/screen.tsx'), 'Settings'),
    ),
    inside(
      '/drill',
      lazyRouteComponent(() => import('./drill/screen.tsx'), 'Drill'),
    ),
    inside(
      '/sheet',
      lazyRouteComponent(() => import('./sheet/screen.tsx'), 'Sheet'),
    ),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
