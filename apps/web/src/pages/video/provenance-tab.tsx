/** What is known about the file, and every job that touched it with its cost. */
import type { VideoDetail } from '../../api-types.js'
import { Facts } from '../../components/facts.js'
import { JobLine } from '../../components/job-line.js'
import { Panel } from '../../components/panel.js'
import { bytes, count, dateTime, span } from '../../format.js'
import classes from './dialogues-tab.module.css'

export function ProvenanceTab({ video }: { video: VideoDetail }) {
  const { info } = video
  return (
    <div className={classes.tab}>
      <Panel title="From the packets" note="not from what the header claims">
        {info ? (
          <Facts
            facts={[
              ['Length', `${info.durationSeconds.toFixed(3)} s`],
              ['Frames', count(info.frameCount)],
              ['Frames per second', `${info.fps.toFixed(3)}${info.isVariableFrameRate ? ', variable' : ''}`],
              ['Picture', `${info.width} × ${info.height}`],
              ['Turned by', `${info.rotation}°${info.isMirrored ? ', mirrored' : ''}`],
              ['Codec', info.codec],
              ['Container', info.container],
              ['Pixels', `${info.pixelFormat}${info.isHdr ? ', HDR' : ''}${info.isInterlaced ? ', interlaced' : ''}`],
              ['Key frames', count(info.keyframeCount)],
              ['Sound', info.hasAudio ? 'yes' : 'no'],
              ['Clock starts at', `${info.startSeconds.toFixed(3)} s`],
              ['Timeline from', info.timelineSource],
            ]}
          />
        ) : (
          <p className="faint">Nothing could be read from the file.</p>
        )}
        {info && info.warnings.length > 0 ? (
          <ul>
            {info.warnings.map((warning) => (
              <li key={warning} className="soft">
                {warning}
              </li>
            ))}
          </ul>
        ) : null}
      </Panel>
      <Panel title="Where it comes from">
        <Facts
          facts={[
            ['Added', dateTime(video.createdAt)],
            ['Size', bytes(video.sizeBytes)],
            ['Kind decided by', video.kindSource === 'manual' ? 'a person' : 'its length (§3.1)'],
            ['Platform', video.platform ?? 'not stated'],
            ['Licence', video.licence ?? 'not stated'],
            ['Consent', video.consent],
            video.sourceUrl ? ['Source', video.sourceUrl] : null,
            video.sha256
              ? [
                  'SHA-256',
                  <code key="sha" className="mono">
                    {video.sha256}
                  </code>,
                ]
              : null,
          ]}
        />
      </Panel>
      <Panel
        title="Jobs"
        note={
          video.jobs.length > 0
            ? `took ${span(video.jobs.reduce((sum, job) => sum + (job.elapsedSeconds ?? 0), 0))} together`
            : null
        }
        isFlush
      >
        {video.jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </Panel>
    </div>
  )
}
