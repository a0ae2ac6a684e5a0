/* Asks for a link to set a new password. */
import { ask, byId, onSubmit, showStatus, text } from './frame.js';

const form = byId('forgot');
if (form !== null)
  onSubmit(form, async () => {
    const result = await ask('POST', 'password-resets', { body: { email: byId('email').value.trim() } });
    if (result.ok) {
      form.hidden = true;
      showStatus(text('sent'));
      byId('status').focus();
    }
    return result;
  });
