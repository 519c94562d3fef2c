import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..', '..');

/** Lets this Node import the engine, which imports as Vite resolves: `@/` for the project's folder, without endings. */
export function resolveEngineImports(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('@/')) return next(pathToFileURL(join(ROOT, `${specifier.slice(2)}.ts`)).href, context);
      const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
      return next(ours && !/\.\w+$/.test(specifier) ? `${specifier}.ts` : specifier, context);
    },
  });
}
