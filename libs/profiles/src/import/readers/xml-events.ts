import { SaxesParser, type SaxesTagPlain } from 'saxes';

export interface XmlHandler {
  open?(tag: SaxesTagPlain): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The name of a tag without its namespace's prefix: some programs write `x:row` for `row`. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Feeds XML to a handler piece by piece; after each piece it yields, so that what was found can be taken. */
export async function* readXml(text: AsyncIterable<string>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let fault: Error | undefined;
  parser.on('error', (error) => (fault ??= error));
  if (handler.open) parser.on('opentag', handler.open.bind(handler));
  if (handler.close) parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  if (handler.text) parser.on('text', handler.text.bind(handler));
  for await (const piece of text) {
    if (piece === '') continue;
    parser.write(piece);
    if (fault !== undefined) throw fault;
    yield;
  }
  parser.close();
  if (fault !== undefined) throw fault;
  yield;
}

/** Reads a small part whole. */
export async function drainXml(text: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(text, handler));
}
