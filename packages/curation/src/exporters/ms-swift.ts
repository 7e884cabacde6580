/**
 * ms-swift (FORMATS §6.2). Each `<image>` already brings a line end of its own there, so none is written between
 * frames; and MAX_NUM=1 must be set when training, or every frame becomes up to thirteen tiles.
 */
import { type Exporter, jsonLine } from './exporter.js'
import { framePrefix } from './frame-labels.js'
import { msSwiftLaunch } from './launch-presets.js'

export const msSwiftExporter: Exporter = {
  format: 'ms-swift',
  line: (record, settings) =>
    jsonLine({
      messages: [
        ...(record.system ? [{ role: 'system', content: record.system }] : []),
        ...record.turns.flatMap((turn, index) => [
          {
            role: 'user',
            content:
              index === 0
                ? `${framePrefix(record.frames.length, settings.labelStyle, '<image>', '')}${turn.question}`
                : turn.question,
          },
          { role: 'assistant', content: turn.answer },
        ]),
      ],
      ...(record.frames.length > 0 && { images: record.frames.map((frame) => `${settings.mediaRoot}${frame.path}`) }),
    }),
  sideFiles: (settings) => [msSwiftLaunch(settings)],
}
