/* Signs in by password, by a city's own sign-on, or at once by the link that holds once. */
import { ask, byId, onSubmit, secretOf, showProblem, showStatus, text } from './frame.js';

/** Where to go on: a path of this site that was asked for, else the start page. */
function destination() {
  const wanted = new URLSearchParams(location.search).get('to') ?? '/';
  const address = new URL(wanted, location.origin);
  return address.origin === location.origin ? address.pathname + address.search : '/';
}

async function signInBy(path, body) {
  const result = await ask('POST', path, { body });
  if (result.ok) location.replace(destination());
  return result;
}

onSubmit(byId('sign-in'), () =>
  signInBy('session', { email: byId('email').value.trim(), password: byId('password').value }),
);

async function signInByLink(token) {
  byId('sign-in').hidden = true;
  showStatus(text('byLink'));
  const { ok, status, problem } = await signInBy('session/link', { token });
  if (ok) return;
  // Used up or too old: it is of no use in the address. Unreachable: reloading the page tries again.
  if (status !== 0) history.replaceState(null, '', location.pathname + location.search);
  showStatus('');
  showProblem(problem);
  byId('sign-in').hidden = false;
}

async function offerCities() {
  const { ok, answer } = await ask('GET', 'session/single-sign-on');
  if (!ok || answer.items.length === 0) return;
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  for (const { city, ...names } of answer.items) byId('city').add(new Option(names[language], city));
  byId('by-city').hidden = false;
}

onSubmit(byId('by-city'), async () => {
  const body = { city: byId('city').value, returnTo: destination() };
  const result = await ask('POST', 'session/single-sign-on', { body });
  if (result.ok) location.assign(result.answer.url);
  return result;
});

const link = secretOf('link');
if (link !== undefined) void signInByLink(link);
void offerCities();
