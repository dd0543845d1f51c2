import { SaxesParser } from 'saxes';
import type { Budget } from './budget.ts';
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS } from './limits.ts';
import { ReadingError } from './reading-error.ts';

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** Trimmed; of an element with children what stands between them. */
  text: string;
  /** From 1. */
  line: number;
}

interface Growing extends XmlElement {
  children: XmlElement[];
}

/** Most elements have neither, and there are many: these two are those of all of them. */
const none: XmlElement[] = [];
const noAttributes = Object.freeze({});

const STEP = 1024 * 1024;
/** Elements that are booked at once. */
const COUNTED = 1_000;

/**
 * A tree of the elements of an XML file. Entities are those of XML itself: a file that declares others is refused, so
 * that none can grow (billion laughs) or read another file.
 * Throws ReadingError xml_entities, not_xml with line and column, too_deep, too_large.
 */
export function parseXml(text: string, place: string, budget: Budget): XmlElement {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const document: Growing = { name: '', attributes: {}, children: none, text: '', line: 1 };
  const open: Growing[] = [document];
  /** One text for each name, not one for each element. */
  const names = new Map<string, string>();
  let attributes = 0;
  let elements = 0;
  parser.on('error', () => {
    const { line, column } = parser;
    throw new ReadingError('not_xml', `${place}:${line}:${column}`, { line, column });
  });
  parser.on('doctype', (declaration) => {
    if (/<!ENTITY/i.test(declaration)) throw new ReadingError('xml_entities', `${place}:${parser.line}`);
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES)
      throw new ReadingError('too_large', `${place}:${parser.line}`, {
        what: 'values',
        limit: MAX_ATTRIBUTES,
      });
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements % COUNTED === 0) budget.spend('elements', COUNTED, MAX_ELEMENTS, place, 'elements');
    if (open.length > MAX_DEPTH)
      throw new ReadingError('too_deep', `${place}:${parser.line}`, { limit: MAX_DEPTH });
    const name = names.get(tag.name) ?? tag.name;
    names.set(name, name);
    const own = attributes === 0 ? noAttributes : tag.attributes;
    const element: Growing = { name, attributes: own, children: none, text: '', line: parser.line };
    const parent = open.at(-1);
    if (parent?.children === none) parent.children = [element];
    else parent?.children.push(element);
    open.push(element);
  });
  const add = (piece: string): void => {
    const element = open.at(-1);
    const trimmed = piece.trim();
    if (element && trimmed !== '')
      element.text = element.text === '' ? trimmed : `${element.text} ${trimmed}`;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  for (let at = 0; at < text.length; at += STEP) parser.write(text.slice(at, at + STEP));
  parser.close();
  budget.spend('elements', elements % COUNTED, MAX_ELEMENTS, place, 'elements');
  const [root] = document.children;
  if (!root) throw new ReadingError('not_xml', `${place}:1`, { line: 1, column: 1 });
  return root;
}

export const childOf = (element: XmlElement, name: string): XmlElement | null =>
  element.children.find((child) => child.name === name) ?? null;

/** Text of a child, null where there is none or it is empty. */
export const textOf = (element: XmlElement, name: string): string | null =>
  childOf(element, name)?.text || null;

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);
