/* Sets a new password by the link of a mail. */
import { ask, byId, onSubmit, secretOf, showStatus, text } from './frame.js';

const form = byId('reset');
onSubmit(form, async () => {
  const body = { token: secretOf('token') ?? '', password: byId('password').value };
  const result = await ask('POST', 'password-resets/confirmation', { body });
  if (result.ok) {
    history.replaceState(null, '', location.pathname + location.search);
    form.hidden = true;
    showStatus(text('done'));
    byId('status').focus();
  }
  return result;
});
