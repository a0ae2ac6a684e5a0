/* What the scripts of all pages share: asking the API, saying what went wrong, and forms that say it where it belongs. */

/** What this page's script says, in its language. */
export const words = JSON.parse(document.body.dataset.words ?? '{}');

export const byId = (id) => document.getElementById(id);

/** A text of `words` with its {places} filled in. */
export function text(name, places = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, place) => places[place] ?? whole);
}

/** Asks the API. Resolves to { ok, answer } or { ok: false, status, problem }, and never rejects. */
export async function ask(method, path, { body, csrfToken } = {}) {
  try {
    const response = await fetch(`/api/v1/${path}`, {
      method,
      headers: {
        'accept-language': document.documentElement.lang,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const read = await response.text();
    const answer = read === '' ? undefined : JSON.parse(read);
    if (response.ok) return { ok: true, answer };
    const retryAfter = Number(response.headers.get('retry-after') ?? 0);
    return { ok: false, status: response.status, problem: { ...answer, retryAfter } };
  } catch {
    return { ok: false, status: 0, problem: { title: words.unreachable } };
  }
}

/** Says a problem at the top of the page, and to whoever listens to it. */
export function showProblem({ title, retryAfter = 0 }) {
  const wait = retryAfter > 0 ? ` ${text('retryIn', { minutes: Math.ceil(retryAfter / 60) })}` : '';
  byId('problem').textContent = `${title}${wait}`;
}

export function showStatus(said) {
  byId('status').textContent = said;
}

/** The secret behind `#name=` of the address; undefined without one. */
export function secretOf(name) {
  return new URLSearchParams(location.hash.slice(1)).get(name) ?? undefined;
}

/** Sends a form by `send`, once at a time; what is wrong with a field is said at the field. */
export function onSubmit(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button[type=submit]');
    if (button.disabled) return;
    clear(form);
    if (!checkFilled(form)) return;
    button.disabled = true;
    form.setAttribute('aria-busy', 'true');
    const { ok, problem } = await send();
    button.disabled = false;
    form.removeAttribute('aria-busy');
    if (!ok) showIn(form, problem);
  });
}

function clear(form) {
  byId('problem').textContent = '';
  for (const input of form.elements) markField(form, input.name, '');
}

/** What a browser finds wrong, in its own words. */
function checkFilled(form) {
  const wrong = [...form.elements].filter((input) => input.willValidate && !input.validity.valid);
  for (const input of wrong) markField(form, input.name, input.validationMessage);
  wrong[0]?.focus();
  return wrong.length === 0;
}

function showIn(form, problem) {
  const known = (problem.errors ?? []).filter(({ field }) => form.elements[field] !== undefined);
  for (const { field, code, expected } of known)
    markField(form, field, words[code] ?? expected ?? problem.title);
  if (known.length > 0) return form.elements[known[0].field].focus();
  showProblem(problem);
  byId('problem').focus();
}

function markField(form, name, said) {
  const place = name === '' ? null : byId(`${name}-error`);
  if (place === null || place === undefined) return;
  place.textContent = said;
  if (said === '') form.elements[name].removeAttribute('aria-invalid');
  else form.elements[name].setAttribute('aria-invalid', 'true');
}

/** The other language keeps the rest of the address: a link's secret stands behind its `#`. */
byId('language').addEventListener('click', (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set('lang', event.currentTarget.hreflang);
  location.replace(address);
});

/** Who opens a link on the page that it leads to changes nothing but the part behind `#`: the page has to begin anew. */
addEventListener('hashchange', () => location.reload());
