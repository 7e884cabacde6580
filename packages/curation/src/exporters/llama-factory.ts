/**
 * LLaMA-Factory, ShareGPT form (FORMATS §6.3). A nested list of frames under `videos` keeps our frames, one tile
 * each; the trainer itself writes `Frame1: …` in front of them.
 */
import { type Exporter, jsonLine } from './exporter.js'
import { llamaFactoryLaunch } from './launch-presets.js'

export const llamaFactoryExporter: Exporter = {
  format: 'llama-factory',
  line: (record, settings) =>
    jsonLine({
      conversations: record.turns.flatMap((turn, index) => [
        { from: 'human', value: index === 0 && record.frames.length > 0 ? `<video>\n${turn.question}` : turn.question },
        { from: 'gpt', value: turn.answer },
      ]),
      system: record.system ?? '',
      videos: record.frames.length > 0 ? [record.frames.map((frame) => `${settings.mediaRoot}${frame.path}`)] : [],
    }),
  sideFiles: (settings) => [
    {
      fileName: 'dataset_info.json',
      text: `${JSON.stringify(
        {
          [settings.name]: {
            file_name: `${settings.name}.jsonl`,
            formatting: 'sharegpt',
            columns: { messages: 'conversations', system: 'system', videos: 'videos' },
          },
        },
        null,
        2,
      )}\n`,
    },
    llamaFactoryLaunch(settings),
  ],
}
