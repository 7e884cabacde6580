/** Parts what a reasoning model thought from what it says. Some servers leave out the opening tag; a cut may lose the closing one. */
export function splitThinking(text: string): { thinking: string; rest: string } {
  const close = /<\/think(?:ing)?>/i.exec(text)
  const open = /^\s{0,99}<think(?:ing)?>/i.exec(text)
  if (close) {
    return {
      thinking: text.slice(open?.[0].length ?? 0, close.index).trim(),
      rest: text.slice(close.index + close[0].length).trim(),
    }
  }
  return open ? { thinking: text.slice(open[0].length).trim(), rest: '' } : { thinking: '', rest: text.trim() }
}
