// The writer alone: the whole package brings a parser, a store and streams, which the page has no use for.
declare module "n3/src/N3Writer.js" {
  export { Writer as default } from "n3";
}
declare module "n3/src/N3DataFactory.js" {
  export { DataFactory as default } from "n3";
}
