/** A literal `<image>` or chat token in a dialogue: most trainers would stumble over it (a placeholder that nobody fills). */
import type { Flag } from '../dialogue.js'
import { flag } from './settings.js'

export function detectControlToken(text: string): Flag | undefined {
  const found = /<\/?(?:image|video|audio|img|img_context|image_token)>|<\|[^|<>\s]{1,40}\|>/i.exec(text)
  return found ? flag('control-token', 1, 1, `contains ${found[0]}`) : undefined
}
