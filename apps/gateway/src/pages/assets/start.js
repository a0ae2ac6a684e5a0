/* The start page: who one is, the best leads of the city, an API key for its administrator. */
import { ask, byId, onSubmit, showProblem, showStatus, text, words } from './frame.js';

const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
const other = language === 'en' ? 'zh' : 'en';
const nameOf = (names) => names[language] ?? names[other] ?? '';
const whole = (number) => Math.round(number).toLocaleString(document.documentElement.lang);
const DAY_MS = 86_400_000;

let csrfToken;

function make(tag, className, said) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (said !== undefined) element.textContent = said;
  return element;
}

function showCaller(caller) {
  byId('who').textContent = `${caller.name} · ${caller.role === null ? '' : text(caller.role)}`;
  byId('own-city').textContent = caller.cities.length > 1 ? '' : nameOf(caller.city);
  for (const { city, ...names } of caller.cities)
    byId('city').add(new Option(nameOf(names), city, false, city === caller.city.code));
  byId('cities').hidden = caller.cities.length < 2;
  byId('keys').hidden = !caller.permissions.includes('keys:manage');
}

const SVG = 'http://www.w3.org/2000/svg';

/** One bar in three hues, its length the score; what takes points away has no length. */
function scoreBar(parts) {
  const bar = document.createElementNS(SVG, 'svg');
  bar.setAttribute('viewBox', '0 0 100 6');
  bar.setAttribute('preserveAspectRatio', 'none');
  bar.setAttribute('class', 'bar');
  bar.setAttribute('role', 'img');
  const said = {
    fit: whole(parts.fit),
    intent: whole(parts.intent),
    relationship: whole(parts.relationship),
  };
  bar.setAttribute('aria-label', text('parts', said));
  let at = 0;
  for (const part of ['fit', 'intent', 'relationship']) {
    const width = Math.max(0, Math.min(100 - at, parts[part]));
    const piece = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({ x: at, y: 0, width, height: 6, class: part }))
      piece.setAttribute(name, String(value));
    bar.append(piece);
    at += width;
  }
  return bar;
}

function leadRow({ investor, project, score, parts, reasons }) {
  const row = make('li', 'lead');
  const names = make('p', 'pair');
  names.append(
    make('strong', '', nameOf(investor.names)),
    ` ${language === 'zh' ? '→' : 'for'} `,
    make('span', '', nameOf(project.names)),
  );
  const why = make('ul', 'reasons');
  for (const reason of reasons?.for ?? []) why.append(make('li', reason.group, reason.text));
  for (const reason of reasons?.against ?? [])
    why.append(make('li', 'against', `${words.against}${reason.text}`));
  const points = make('div', 'score');
  const number = make('span', 'number', whole(score));
  number.setAttribute('aria-label', text('points', { points: whole(score) }));
  points.append(number, scoreBar(parts));
  const told = make('div', 'told');
  told.append(names, why);
  row.append(told, points);
  return row;
}

async function showLeads() {
  const { ok, answer, problem } = await ask('GET', 'leads?reasons=short&limit=8');
  byId('leads').removeAttribute('aria-busy');
  byId('leads').replaceChildren(...(ok ? answer.items.map(leadRow) : []));
  showStatus(ok && answer.items.length === 0 ? text('none') : '');
  if (!ok) showProblem(problem);
}

const READING = ['investors', 'projects', 'signals', 'leads', 'insight', 'reference'].map(
  (thing) => `${thing}:read`,
);
const SCOPES = {
  read: [...READING, 'matching:run'],
  write: [...READING, 'matching:run', 'investors:write', 'projects:write', 'signals:write'],
};

onSubmit(byId('key'), async () => {
  const form = byId('key');
  const days = Number(form.elements.expiry.value);
  const body = {
    label: form.elements.label.value,
    scopes: SCOPES[form.elements.scopes.value],
    expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
  };
  const result = await ask('POST', 'keys', { body, csrfToken });
  if (result.ok) {
    byId('secret').textContent = result.answer.secret;
    byId('made').hidden = false;
    form.reset();
    byId('made-note').focus();
  }
  return result;
});

byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('secret').textContent).then(
    () => (byId('made-note').textContent = words.copied),
    // Not allowed here: it is marked, to be copied by hand.
    () => getSelection().selectAllChildren(byId('secret')),
  );
});

onSubmit(byId('cities'), async () => {
  const result = await ask('PUT', 'session/city', { body: { city: byId('city').value }, csrfToken });
  if (result.ok) location.reload();
  return result;
});

byId('sign-out').addEventListener('click', async () => {
  const { ok, status, problem } = await ask('DELETE', 'session', { csrfToken });
  if (ok || status === 401) location.replace('/sign-in');
  else showProblem(problem);
});

async function start() {
  const { ok, status, answer, problem } = await ask('GET', 'session');
  if (status === 401) return location.replace('/sign-in');
  if (!ok) return showProblem(problem);
  csrfToken = answer.csrfToken;
  showCaller(answer);
  await showLeads();
}

void start();
