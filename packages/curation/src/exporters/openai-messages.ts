/** OpenAI's fine-tuning messages (FORMATS §6.4), and the neutral form that most other tools read. */
import { type Exporter, type ExportSettings, jsonLine } from './exporter.js'
import { frameLabel } from './frame-labels.js'
import { openAiLaunch } from './launch-presets.js'
import type { SftRecord } from './sft-record.js'

export const openAiExporter: Exporter = {
  format: 'openai',
  line: (record, settings) =>
    jsonLine({
      messages: [
        ...(record.system ? [{ role: 'system', content: record.system }] : []),
        ...record.turns.flatMap((turn, index) => [
          {
            role: 'user',
            content: index === 0 && record.frames.length > 0 ? parts(record, turn.question, settings) : turn.question,
          },
          { role: 'assistant', content: turn.answer },
        ]),
      ],
    }),
  sideFiles: (settings) => [openAiLaunch(settings)],
}

function parts(record: SftRecord, question: string, settings: ExportSettings): unknown[] {
  return [
    ...record.frames.flatMap((frame, index) => [
      { type: 'text', text: `${index === 0 ? '' : '\n'}${frameLabel(settings.labelStyle, index + 1)}: ` },
      {
        type: 'image_url',
        image_url: { url: frame.url ?? `${settings.mediaRoot}${frame.path}`, detail: settings.imageDetail },
      },
    ]),
    { type: 'text', text: `\n${question}` },
  ]
}
