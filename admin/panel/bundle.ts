import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** AdminJS's own scripts have these already. */
const GLOBALS: Record<string, string> = {
  react: 'React',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
};

const globals: Plugin = {
  name: 'globals',
  setup(builder) {
    const filter = new RegExp(`^(${Object.keys(GLOBALS).join('|')})$`, 'u');
    builder.onResolve({ filter: new RegExp(filter.source) }, ({ path }) => ({ path, namespace: 'global' }));
    builder.onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({
      contents: `module.exports = window.${GLOBALS[path]}`,
    }));
  },
};

/** The panel's own pages as one script: made when it is first asked for, in a fraction of a second, so that nothing has to be kept. */
export async function bundleComponents(): Promise<Uint8Array> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./ui/components.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    // React is there as a global.
    tsconfigRaw: { compilerOptions: { jsx: 'react' } },
    plugins: [globals],
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('The panel could not be put together');
  return script.contents;
}
