/** The rooms of the dashboard, in the order of the walk through the house. */
import {
  IconChartDots3,
  IconChecks,
  IconDatabaseExport,
  IconLayoutDashboard,
  IconListDetails,
  IconMessages,
  IconMovie,
  IconSettings,
  type Icon,
} from '@tabler/icons-react'

export interface NavigationEntry {
  to: '/' | '/videos' | '/review' | '/chat' | '/evaluations' | '/data-sets' | '/jobs' | '/settings'
  label: string
  short: string
  key: string
  icon: Icon
  /** In the bottom bar of small screens; the rest is behind "More". */
  isPrimary: boolean
}

export const navigation: NavigationEntry[] = [
  { to: '/', label: 'Overview', short: 'Home', key: 'o', icon: IconLayoutDashboard, isPrimary: true },
  { to: '/videos', label: 'Videos', short: 'Videos', key: 'v', icon: IconMovie, isPrimary: true },
  { to: '/review', label: 'Review', short: 'Review', key: 'r', icon: IconChecks, isPrimary: false },
  { to: '/chat', label: 'Chat', short: 'Chat', key: 'c', icon: IconMessages, isPrimary: true },
  { to: '/evaluations', label: 'Evaluations', short: 'Evals', key: 'e', icon: IconChartDots3, isPrimary: true },
  { to: '/data-sets', label: 'Data sets', short: 'Data', key: 'd', icon: IconDatabaseExport, isPrimary: false },
  { to: '/jobs', label: 'Jobs', short: 'Jobs', key: 'j', icon: IconListDetails, isPrimary: false },
  { to: '/settings', label: 'Settings', short: 'Settings', key: 's', icon: IconSettings, isPrimary: false },
]
