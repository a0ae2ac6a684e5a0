import { email } from '@bole/contracts';

/** An address as it is taken in; compared and kept without letter case and blanks around it. */
export const emailSchema = email.max(254).meta({ examples: ['lin@suzhou.example'] });

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
