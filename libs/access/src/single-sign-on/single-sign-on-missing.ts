import { NotFoundError } from '@bole/kernel';

export function singleSignOnMissing(city: string): NotFoundError {
  return new NotFoundError('SINGLE_SIGN_ON_NOT_FOUND', `The city ${city} has no sign-on of its own.`);
}
