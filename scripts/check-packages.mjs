/**
 * What a stranger gets: each package packed, checked by publint and are-the-types-wrong, then all of them installed
 * into an empty project outside the workspace, where every entry is imported and resolves its types.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './phase.mjs'
import { pnpm } from './pnpm.mjs'
import { packages, root, toolEnvironment } from './workspace.mjs'

export async function checkPackages() {
  const folder = await mkdtemp(join(tmpdir(), 'v2r-packages-'))
  try {
    const packed = await Promise.all(packages.map((name) => pack(name, folder)))
    const linted = await Promise.all(packed.filter((one) => one.ok).flatMap((one) => [lint(one), types(one)]))
    const failures = [...packed, ...linted].filter((one) => !one.ok)
    if (failures.length === 0) failures.push(...[await useOutside(packed, folder)].filter((one) => !one.ok))
    return {
      ok: failures.length === 0,
      note: `${packed.length} packed, linted, installed outside and imported`,
      output: failures.map((one) => one.output).join('\n'),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function pack(name, folder) {
  const source = join(root, 'packages', name)
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const destination = join(folder, name)
  const result = await pnpm(['pack', '--pack-destination', destination], { cwd: source })
  const files = result.ok ? await readdir(destination) : []
  return { ...result, manifest, tarball: join(destination, files[0] ?? 'missing.tgz') }
}

const lint = ({ tarball }) => run('publint', ['run', tarball, '--strict'], { env: toolEnvironment })
const types = ({ tarball }) =>
  run('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'], { env: toolEnvironment })

async function useOutside(packed, folder) {
  const project = await mkdtemp(join(folder, 'outside-'))
  const tarballs = Object.fromEntries(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]))
  const entries = packed.flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => join(manifest.name, entry)),
  )
  await Promise.all([
    writeFile(
      join(project, 'package.json'),
      JSON.stringify({ name: 'outside', private: true, type: 'module', dependencies: tarballs }),
    ),
    // The packages need each other, and are in no registry yet: both places point at the same files.
    writeFile(join(project, 'pnpm-workspace.yaml'), JSON.stringify({ overrides: tarballs, strictDepBuilds: false })),
    writeFile(join(project, 'use.mjs'), entries.map(importLine).join('\n')),
  ])
  const installed = await pnpm(['install', '--prefer-offline', '--ignore-scripts'], { cwd: project })
  if (!installed.ok) return installed
  return run('node', ['use.mjs'], { cwd: project, env: toolEnvironment })
}

const importLine = (entry) => {
  const attributes = entry.endsWith('.json') ? ", { with: { type: 'json' } }" : ''
  return `if (Object.keys(await import('${entry}'${attributes})).length === 0) throw new Error('${entry} exports nothing')`
}
