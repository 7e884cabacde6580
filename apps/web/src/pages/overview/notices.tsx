/** What the person who runs this should know: no sandbox, no key, no price. */
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { Notice } from '../../api-types.js'
import classes from './notices.module.css'

export function Notices({ notices }: { notices: Notice[] }) {
  if (notices.length === 0) return null
  return (
    <ul className={classes.list}>
      {notices.map((notice) => {
        const NoticeIcon = notice.level === 'info' ? IconInfoCircle : IconAlertTriangle
        return (
          <li key={notice.code} className={classes.notice} data-level={notice.level}>
            <NoticeIcon size={15} aria-hidden />
            <span>
              {notice.message} {notice.advice ? <span className="soft">{notice.advice}</span> : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
