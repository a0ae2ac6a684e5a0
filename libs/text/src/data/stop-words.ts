/** Words that say nothing about what a text is about. English: the classic list of Lucene, and a few more of its kind. */
const ENGLISH = `
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its may
more most my no nor not of on or our shall she should so such than that the their them then there these they this those
to too via was we were what when where which while who whom whose will with would you your
`;

const CHINESE = `
的 了 和 与 及 或 在 是 为 等 对 将 把 被 从 到 由 于 以 之 其 并 而 也 都 就 还 又 更 但 很 个 们 我 你 他 她 它 我们 你们 他们
这 那 这个 那个 这些 那些 此 该 本 各 每 某 一个 一种 以及 及其 并且 或者 因为 所以 如果 但是 而且 对于 关于 通过 根据 按照
为了 由于 已经 正在 可以 能够 进行 其中 等等 上述 有关 相关
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${CHINESE}`.trim().split(/\s+/));
