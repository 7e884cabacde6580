/**
 * Puts text that we did not write (captions, what users say, answers to be judged) into a prompt as data
 * (RELIABILITY §6, rule 7). The text stands between two tags that it cannot close, and the control tokens
 * that chat templates and vision models react to are made harmless, visibly: `<image>` becomes `‹image›`.
 *
 * It does not decide whether a text is an attack. Models can still be talked into things by data; what this
 * guarantees is that roles, placeholders and fences stay exactly as the prompt file wrote them.
 */
const controlToken = /<(\/?(?:image|video|audio|img|img_context|image_token|image_soft_token|s|\|[^|<>\s]{1,40}\|))>/gi

/** The text with every control token spelled harmlessly. Applying it twice changes nothing more. */
export function neutralise(text: string): string {
  return text.replace(controlToken, '‹$1›')
}

/** `<name>`, the text, `</name>`, each on its own lines. `name` is ours: lower-case letters and hyphens. */
export function dataBlock(name: string, text: string): string {
  const ownTag = new RegExp(`<(/?\\s?${name})(?=[\\s>/])`, 'gi')
  return `<${name}>\n${neutralise(text).replace(ownTag, '‹$1')}\n</${name}>`
}
