/** Every address of the dashboard. A page's code is loaded when its address is; its state lives in the query string. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import { NotFound } from './shell/not-found.js'
import { PageError } from './shell/page-error.js'
import { PageSkeleton } from './components/skeletons.js'
import { word } from './search-params.js'
import { Shell } from './shell/shell.js'
import { ChatListSearch, ChatSearch } from './pages/chat/search.js'
import { DataSetsSearch } from './pages/data-sets/search.js'
import { CompareSearch, EvaluationsSearch, RunSearch } from './pages/evaluations/search.js'
import { JobsSearch } from './pages/jobs/search.js'
import { ReviewSearch } from './pages/review/search.js'
import { VideoSearch } from './pages/video/search.js'
import { VideosSearch } from './pages/videos/search.js'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: z.object({ project: word }),
  // The project stays open from page to page.
  search: { middlewares: [retainSearchParams(['project'])] },
})
const getParentRoute = () => root

export const overviewRoute = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview.js'), 'OverviewPage'),
})
export const videosRoute = createRoute({
  getParentRoute,
  path: '/videos',
  validateSearch: VideosSearch,
  component: lazyRouteComponent(() => import('./pages/videos/videos.js'), 'VideosPage'),
})
export const videoRoute = createRoute({
  getParentRoute,
  path: '/videos/$videoId',
  validateSearch: VideoSearch,
  component: lazyRouteComponent(() => import('./pages/video/video.js'), 'VideoPage'),
})
export const reviewRoute = createRoute({
  getParentRoute,
  path: '/review',
  validateSearch: ReviewSearch,
  component: lazyRouteComponent(() => import('./pages/review/review.js'), 'ReviewPage'),
})
export const chatListRoute = createRoute({
  getParentRoute,
  path: '/chat',
  validateSearch: ChatListSearch,
  component: lazyRouteComponent(() => import('./pages/chat/chat-list.js'), 'ChatListPage'),
})
export const chatRoute = createRoute({
  getParentRoute,
  path: '/chat/$conversationId',
  validateSearch: ChatSearch,
  component: lazyRouteComponent(() => import('./pages/chat/chat.js'), 'ChatPage'),
})
export const evaluationsRoute = createRoute({
  getParentRoute,
  path: '/evaluations',
  validateSearch: EvaluationsSearch,
  component: lazyRouteComponent(() => import('./pages/evaluations/evaluations.js'), 'EvaluationsPage'),
})
export const compareRoute = createRoute({
  getParentRoute,
  path: '/evaluations/compare',
  validateSearch: CompareSearch,
  component: lazyRouteComponent(() => import('./pages/evaluations/compare.js'), 'ComparePage'),
})
export const runRoute = createRoute({
  getParentRoute,
  path: '/evaluations/$runId',
  validateSearch: RunSearch,
  component: lazyRouteComponent(() => import('./pages/evaluations/run.js'), 'RunPage'),
})
export const dataSetsRoute = createRoute({
  getParentRoute,
  path: '/data-sets',
  validateSearch: DataSetsSearch,
  component: lazyRouteComponent(() => import('./pages/data-sets/data-sets.js'), 'DataSetsPage'),
})
export const jobsRoute = createRoute({
  getParentRoute,
  path: '/jobs',
  validateSearch: JobsSearch,
  component: lazyRouteComponent(() => import('./pages/jobs/jobs.js'), 'JobsPage'),
})
export const settingsRoute = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings.js'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    overviewRoute,
    videosRoute,
    videoRoute,
    reviewRoute,
    chatListRoute,
    chatRoute,
    evaluationsRoute,
    compareRoute,
    runRoute,
    dataSetsRoute,
    jobsRoute,
    settingsRoute,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageError,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
