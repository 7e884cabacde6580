/**
 * InternVL with a video file and `<video>`, the paper's Figure 5. Kept for comparison: the loader draws 8 to 32
 * frames at random, so our sampling is not what is trained on, and 32 frames leave no label token at its default
 * length (the linter says so). A system turn would receive the `<video>` token instead of the question, so its text
 * goes into the first question.
 */
import { type Exporter, jsonLine } from './exporter.js'
import { internVlMeta, internVlTurns } from './internvl.js'
import { internVlLaunch } from './launch-presets.js'

export const internVlVideoExporter: Exporter = {
  format: 'internvl-video',
  line: (record) =>
    jsonLine({
      id: record.id,
      ...(record.videoPath !== undefined && { video: record.videoPath }),
      conversations: internVlTurns(record, record.videoPath === undefined ? '' : '<video>\n', 'inline'),
    }),
  sideFiles: (settings, recordCount) => [internVlMeta(settings, recordCount), internVlLaunch(settings, 'video')],
}
