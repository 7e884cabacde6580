/** Every format of one line a dialogue, by name. */
import type { Exporter } from './exporter.js'
import type { LineFormat } from './formats.js'
import { internVlVideoExporter } from './internvl-video.js'
import { internVlExporter } from './internvl.js'
import { llamaFactoryExporter } from './llama-factory.js'
import { msSwiftExporter } from './ms-swift.js'
import { openAiExporter } from './openai-messages.js'

export const exporters: Record<LineFormat, Exporter> = {
  internvl: internVlExporter,
  'internvl-video': internVlVideoExporter,
  openai: openAiExporter,
  'llama-factory': llamaFactoryExporter,
  'ms-swift': msSwiftExporter,
}
