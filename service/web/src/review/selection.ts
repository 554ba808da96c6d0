// The words that are selected in the reader, as offsets in code points of the document.
import type { Model, SourceDocument } from "../model";

export interface Words { document: number; start: number; end: number }

/** What is selected in the text of the reader; null where nothing is, or something else. */
export function chosenWords(model: Model, document: number): Words | null {
  const selection = getSelection();
  const text = window.document.querySelector("#view-reader:not([hidden]) .text");
  if (!selection || selection.isCollapsed || !selection.rangeCount || !text) return null;
  const range = selection.getRangeAt(0);
  const [from, to] = [unit(text, range.startContainer, range.startOffset), unit(text, range.endContainer, range.endOffset)];
  const source = model.documents[document]!;
  if (from === null || to === null || from >= to) return null;
  const words = source.text.slice(from, to);
  const [start, end] = [from + words.length - words.trimStart().length, to - (words.length - words.trimEnd().length)];
  return start < end ? { document, start: source.codePoint(start), end: source.codePoint(end) } : null;
}

/** The offset in units of the text of a place in the reader; each paragraph knows where it begins. */
function unit(text: Element, container: Node, offset: number): number | null {
  const paragraph = (container instanceof Element ? container : container.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!paragraph || !text.contains(paragraph)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(container, offset);
  return Number(paragraph.dataset.start) + before.toString().length;
}

/**
 * Where the words stand, in code points: at that place, else after it, else before it; null where they do not.
 * White space is as good as other white space.
 */
export function findWords(document: SourceDocument, words: string, near: number): [start: number, end: number] | null {
  const parts = words.trim().split(/\s+/).filter(Boolean).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  if (!parts.length) return null;
  const pattern = new RegExp(parts.join("\\s+"), "g");
  pattern.lastIndex = document.at(near);
  let found = pattern.exec(document.text);
  if (!found) { pattern.lastIndex = 0; found = pattern.exec(document.text); }
  return found && [document.codePoint(found.index), document.codePoint(found.index + found[0].length)];
}
