// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
;(() => {
  let scheme = 'auto'
  try {
    scheme = localStorage.getItem('v2r-color-scheme') ?? 'auto'
  } catch {
    // Storage may be forbidden; the system's choice is then the right one.
    scheme = 'auto'
  }
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  const isDark = scheme === 'dark' || (scheme !== 'light' && prefersDark)
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light'
})()
