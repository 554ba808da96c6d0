// Bundles src/ into ../static/: app.js, app.css, sparql.js, sparql.css, and the licences of everything that is in them.
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

const BUILT = ["@zazuko/yasqe"];
// Of two licences, the one that is chosen.
const CHOSEN = { "(MPL-2.0 OR Apache-2.0)": "Apache-2.0" };

// A package may come built, with all that it depends on in one file.
function within(folder) {
  const about = JSON.parse(read(join(here, folder, "package.json")));
  const needed = Object.keys(about.dependencies ?? {}).map((name) => `node_modules/${name}`);
  return needed.flatMap((other) => [other, ...within(other)]);
}

function licences(inputs) {
  const packages = new Set();
  for (const path of Object.keys(inputs)) {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);
    if (found) packages.add(found[1]);
    if (found && BUILT.includes(found[2])) for (const other of within(found[1])) packages.add(other);
  }
  return [...packages].sort().map((folder) => {
    const about = JSON.parse(read(join(here, folder, "package.json")));
    const file = readdirSync(join(here, folder)).filter((name) => /^licen[cs]e/i.test(name)).sort()[0];
    if (file === undefined && about.license !== "MIT") throw new Error(`${about.name} comes without its licence`);
    const authors = typeof about.author === "string" ? about.author : (about.author?.name ?? "its authors");
    const text = file === undefined ? `MIT licence, copyright ${authors}` : read(join(here, folder, file)).trim();
    return `${about.name} ${about.version} (${CHOSEN[about.license] ?? about.license})\n${"=".repeat(70)}\n${text}\n`;
  }).join("\n\n");
}

const common = {
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
};
const page = await build({ ...common, entryPoints: { app: "src/main.ts" }, format: "iife" });
// The live page loads it when it is wanted; the page in a file does without.
const editor = await build({ ...common, entryPoints: { sparql: "src/sparql/editor.ts" }, format: "esm" });
const banner = `/* parleygraph page, from sources ${sourceHash()} */\n`;
if (!existsSync(out)) mkdirSync(out, { recursive: true });
for (const file of [...page.outputFiles, ...editor.outputFiles]) writeFileSync(file.path, banner + file.text);
writeFileSync(join(out, "LICENSES.txt"), licences({ ...page.metafile.inputs, ...editor.metafile.inputs }));
