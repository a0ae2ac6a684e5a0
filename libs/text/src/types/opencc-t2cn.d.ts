/** The small bundle of opencc-js (traditional → simplified only); the package types only its full bundle for this resolver. */
declare module 'opencc-js/t2cn' {
  export function Converter(options: {
    readonly from: 't' | 'tw' | 'hk';
    readonly to: 'cn';
  }): (text: string) => string;
}
