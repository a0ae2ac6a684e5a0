import { type LocalizedText } from '@bole/kernel';
import { tokenize } from '@bole/text';

/** Summaries may be long; what they are about is said within so many different tokens. */
const MOST_TEXT_TOKENS = 200;

/** Products and tags, trimmed and lower-cased, without repeats. */
export function productNames(products: readonly string[]): readonly string[] {
  return unique(products.map((product) => product.trim().toLowerCase()));
}

/** Search tokens of products, without repeats. */
export function keywordsOf(products: readonly string[]): readonly string[] {
  return unique(products.flatMap((product) => tokenize(product)));
}

/** The products, as written, in which one of `keywords` occurs; the products of the first keyword first. */
export function productsWith(products: readonly string[], keywords: readonly string[]): readonly string[] {
  return unique(
    keywords.flatMap((keyword) =>
      tokensOf(products)
        .filter(({ tokens }) => tokens.has(keyword))
        .map(({ product }) => product),
    ),
  );
}

interface CutProduct {
  readonly product: string;
  readonly tokens: ReadonlySet<string>;
}

/** Facts do not change: the reasons of all leads of a party cut its products once. */
function tokensOf(products: readonly string[]): readonly CutProduct[] {
  let cut = cutProducts.get(products);
  if (cut === undefined) {
    cut = products.map((product) => ({ product, tokens: new Set(tokenize(product)) }));
    cutProducts.set(products, cut);
  }
  return cut;
}
const cutProducts = new WeakMap<readonly string[], readonly CutProduct[]>();

/** Search tokens of running text that are not in `but`, without repeats, the first 200. */
export function textTokensOf(
  texts: readonly (LocalizedText | undefined)[],
  but: readonly string[],
): readonly string[] {
  const known = new Set(but);
  const tokens = texts.flatMap((text) => [...tokenize(text?.zh ?? ''), ...tokenize(text?.en ?? '')]);
  return unique(tokens.filter((token) => !known.has(token))).slice(0, MOST_TEXT_TOKENS);
}

export function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
