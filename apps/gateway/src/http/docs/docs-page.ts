import { type ProblemCode } from '../problems/problem-code';
import { FIELD_CODES } from '../problems/field-codes';
import { PROBLEM_CODES } from '../problems/problem-codes';
import { SAMPLE_PROJECT_ID } from '../sample-ids';
import { escaped, htmlPage } from '../../pages/page-shell';

/** /docs: how to begin, in both languages, above every operation of the contract. */
export function docsPage(publicUrl: string): string {
  const example = `curl '${publicUrl}/api/v1/projects/${SAMPLE_PROJECT_ID}/leads?limit=3&lang=en' \\
  -H 'Authorization: Bearer bole_…'`;
  return page(
    'Bole 伯乐 API',
    `<header class="bole">
  <h1>Bole 伯乐 API</h1>
  <div class="columns">
    <ul lang="zh">
      <li><strong>密钥</strong>：由本市管理员签发，只显示一次。放在请求头 <code>Authorization: Bearer bole_…</code>；在下方点 Authorize 粘贴即可试用。已登录的人员可直接试用。</li>
      <li><strong>翻页</strong>：<code>limit</code>（1–200）与 <code>cursor</code>；把答复里的 <code>next</code> 作为下一页的 <code>cursor</code>，<code>null</code> 表示最后一页。</li>
      <li><strong>并发</strong>：读取带 <code>ETag</code>；修改时放入 <code>If-Match</code>。重试写入请带 <code>Idempotency-Key</code>；不支持它的操作答 400。</li>
      <li><strong>提交</strong>：答 202 表示已接收；用答复里的 <code>eventId</code> 询问 <code>GET /api/v1/submissions/{eventId}</code>，60 天内可知结果。</li>
      <li><strong>错误</strong>：<code>application/problem+json</code>（RFC 9457），<a href="/docs/problems">全部代码</a>。</li>
    </ul>
    <ul lang="en">
      <li><strong>Keys</strong> are given out by your city’s administrator and shown once. Send <code>Authorization: Bearer bole_…</code>; press Authorize below to try with one. Whoever is signed in can try at once.</li>
      <li><strong>Paging</strong>: <code>limit</code> (1–200) and <code>cursor</code>; the answer’s <code>next</code> is the next page’s <code>cursor</code>, <code>null</code> on the last one.</li>
      <li><strong>Concurrency</strong>: what you read bears an <code>ETag</code>; send it in <code>If-Match</code> with a change. Send an <code>Idempotency-Key</code> with what you may have to send twice; operations that do not honour one answer 400.</li>
      <li><strong>Submissions</strong> that are answered 202 are taken: with the <code>eventId</code> of the answer, <code>GET /api/v1/submissions/{eventId}</code> says for 60 days what became of each.</li>
      <li><strong>Errors</strong> are <code>application/problem+json</code> (RFC 9457); <a href="/docs/problems">all codes</a>.</li>
    </ul>
  </div>
  <pre><code>${escaped(example)}</code></pre>
  <p><a href="/api/v1/openapi.json">OpenAPI 3.1</a></p>
</header>
<div id="operations"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/docs.js"></script>`,
    ['swagger-ui.css', 'docs.css'],
  );
}

/** /docs/problems: every code that an answer may carry. */
export function problemsPage(): string {
  const rows = Object.entries<ProblemCode>(PROBLEM_CODES)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, zh, en }]) => row(code, String(status), zh, en));
  const fields = Object.entries(FIELD_CODES).map(([code, { zh, en }]) =>
    row(code, '422', zh, en, `field-${code}`),
  );
  return page(
    'Bole 伯乐 API: problems 错误代码',
    `<main class="bole">
  <h1>错误代码 · Problem codes</h1>
  <p lang="zh">每个错误都是 <code>application/problem+json</code>（RFC 9457），其中 <code>code</code> 不会改变，可以据此编程；<code>errors</code> 逐一说明有误的字段和正确的样子。</p>
  <p lang="en">Every error is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is stable, to program by; <code>errors</code> names every wrong field and what would be right.</p>
  ${table(rows)}
  <h2 lang="zh">字段代码</h2>
  <h2 lang="en">Codes of single fields</h2>
  ${table(fields)}
  <p><a href="/docs">API</a></p>
</main>`,
    ['docs.css'],
  );
}

function table(rows: readonly string[]): string {
  return `<div class="table"><table>
<thead><tr><th>code</th><th>status</th><th lang="zh">含义</th><th lang="en">Meaning</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

/** A problem's `type` leads to the row of its code; a field's code may be the same word. */
function row(code: string, status: string, zh: string, en: string, id = code): string {
  return `<tr id="${escaped(id)}"><td><code>${escaped(code)}</code></td><td>${status}</td><td lang="zh">${escaped(zh)}</td><td lang="en">${escaped(en)}</td></tr>`;
}

function page(title: string, body: string, styles: readonly string[]): string {
  return htmlPage({
    title,
    language: 'zh',
    styles: styles.map((file) => `/docs/assets/${file}`),
    icon: '/docs/assets/favicon-32x32.png',
    body,
  });
}
