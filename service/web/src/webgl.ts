// Whether this browser draws with WebGL. Asking for a context costs more than all else at the start, so
// the answer is what the browser says it can, until a drawing fails. Imported first: the library that
// draws reads constants of WebGL when it is loaded, also where there is none.

let able = "WebGL2RenderingContext" in globalThis && "WebGLRenderingContext" in globalThis;
if (!able) Object.assign(globalThis, { WebGL2RenderingContext: class {}, WebGLRenderingContext: class {} });

export const webgl = (): boolean => able;

export function withoutWebgl(): void { able = false; }
