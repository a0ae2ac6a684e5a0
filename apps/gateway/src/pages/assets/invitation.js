/* Shows what an invitation offers, and accepts it. */
import { ask, byId, onSubmit, secretOf, showProblem, showStatus, text } from './frame.js';

const token = secretOf('token') ?? '';
const form = byId('accept');
let hasPassword = false;

async function show() {
  const { ok, answer, problem } = await ask('POST', 'invitations/offer', { body: { token } });
  showStatus('');
  // A link without its secret is no different to people from one that has run out.
  if (!ok) return showProblem(problem);
  const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
  const offer = text('offer', { city: answer.city[language], role: text(answer.role) });
  hasPassword = answer.hasPassword;
  showStatus(hasPassword ? `${offer} ${text('present')}` : offer);
  byId('email').value = answer.email;
  if (hasPassword) {
    byId('name').required = false;
    byId('name').closest('.field').hidden = true;
    byId('password-hint').hidden = true;
    byId('password').autocomplete = 'current-password';
  }
  form.hidden = false;
  byId(hasPassword ? 'password' : 'name').focus();
}

onSubmit(form, async () => {
  const body = {
    token,
    password: byId('password').value,
    language: document.documentElement.lang === 'en' ? 'en' : 'zh',
    ...(hasPassword ? {} : { name: byId('name').value }),
  };
  const result = await ask('POST', 'invitations/acceptance', { body });
  if (result.ok) location.replace('/');
  return result;
});

void show();
