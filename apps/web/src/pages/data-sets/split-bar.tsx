/** How a version is split, in dialogues and in videos. */
import type { DataSetVersionView } from '../../api-types.js'
import { count, percent, plural } from '../../format.js'
import classes from './split-bar.module.css'

export function SplitBar({ version }: { version: DataSetVersionView }) {
  const { train, heldout, dialogues, videos, trainVideos, heldoutVideos } = version.counts
  return (
    <div>
      <div className={classes.bar} role="img" aria-label={`${train} dialogues to train on, ${heldout} held out`}>
        <span className={classes.train} style={{ flexGrow: train }} />
        <span className={classes.heldout} style={{ flexGrow: heldout }} />
      </div>
      <div className={classes.words}>
        <span data-split="train">
          <strong>{count(train)}</strong> to train on{dialogues > 0 ? ` (${percent(train / dialogues)})` : ''}
          {trainVideos === null ? null : <span className="faint"> of {plural(trainVideos, 'video')}</span>}
        </span>
        <span data-split="heldout">
          <strong>{count(heldout)}</strong> held out
          {heldoutVideos === null ? null : <span className="faint"> of {plural(heldoutVideos, 'video')}</span>}
        </span>
        <span className="soft">
          {plural(dialogues, 'dialogue')} of {plural(videos, 'video')}, seed {version.seed}
        </span>
        <code className={classes.hash} title={version.manifestHash}>
          {version.manifestHash.slice(0, 12)}
        </code>
      </div>
    </div>
  )
}
