// Whether this browser draws with WebGL. Asking for a context costs more than all else at the start, so
// the answer is what the browser says it can, until a drawing fails.

let failed = false;

export const webgl = (): boolean => !failed && "WebGL2RenderingContext" in globalThis;

export function withoutWebgl(): void { failed = true; }
