// Bundles src/ into ../static/: app.js, app.css, and the licences of everything that is in them.
// Equal sources give equal bytes. The first line of each asset names the hash of the sources.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "static");
const read = (path) => readFileSync(path, "utf8").replaceAll("\r\n", "\n");

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]);
}

// The same as `source_hash` in tests/web/test_assets.py.
function sourceHash() {
  const hash = createHash("sha256");
  const files = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"].map((name) => join(here, name));
  const named = [...files, ...sources(join(here, "src"))]
    .map((path) => [relative(here, path).split(sep).join("/"), path])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, path] of named) hash.update(`${name}\0${read(path)}\0`);
  return hash.digest("hex");
}

function licences(inputs) {
  const packages = new Set();
  for (const path of Object.keys(inputs)) {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);
    if (found) packages.add(found[1]);
  }
  return [...packages].sort().map((folder) => {
    const about = JSON.parse(read(join(here, folder, "package.json")));
    const file = readdirSync(join(here, folder)).filter((name) => /^licen[cs]e/i.test(name)).sort()[0];
    if (file === undefined && about.license !== "MIT") throw new Error(`${about.name} comes without its licence`);
    const authors = typeof about.author === "string" ? about.author : (about.author?.name ?? "its authors");
    const text = file === undefined ? `MIT licence, copyright ${authors}` : read(join(here, folder, file)).trim();
    return `${about.name} ${about.version} (${about.license})\n${"=".repeat(70)}\n${text}\n`;
  }).join("\n\n");
}

const made = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
});
const banner = `/* parleygraph page, from sources ${sourceHash()} */\n`;
if (!existsSync(out)) mkdirSync(out, { recursive: true });
for (const file of made.outputFiles) writeFileSync(file.path, banner + file.text);
writeFileSync(join(out, "LICENSES.txt"), licences(made.metafile.inputs));
