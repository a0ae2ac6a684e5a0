import {
  acceptInvitationSchema,
  beginSingleSignOnSchema,
  callerSchema,
  changePasswordSchema,
  offeredSchema,
  requestPasswordResetSchema,
  resetPasswordSchema,
  sessionListSchema,
  signedInSchema,
  signInByLinkSchema,
  signInSchema,
  singleSignOnCitiesSchema,
  switchCitySchema,
} from '@bole/access';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { idParam } from '../endpoint/page-fields';

const SESSION_COOKIE = { 'set-cookie': 'The session: HttpOnly, SameSite=Lax, and over https Secure.' };
const SIGNED_IN = { description: 'Signed in.', schema: signedInSchema, headers: SESSION_COOKIE };
/** Of the right shape; no link bears it. */
const EXAMPLE_TOKEN = 'A'.repeat(43);
const LINK_TOKEN = acceptInvitationSchema.shape.token;

export const signIn = endpoint({
  id: 'signIn',
  method: 'POST',
  path: 'session',
  tag: 'session',
  access: 'anyone',
  summary: 'Sign in by password',
  body: signInSchema,
  example: { body: { email: 'officer@city.example', password: 'a long pass phrase of your own' } },
  answers: { 200: SIGNED_IN },
  problems: [401, 429],
});

export const signInByLink = endpoint({
  id: 'signInByLink',
  method: 'POST',
  path: 'session/link',
  tag: 'session',
  access: 'anyone',
  summary: 'Sign in by a link that holds once',
  body: signInByLinkSchema,
  example: { body: { token: EXAMPLE_TOKEN } },
  answers: { 200: SIGNED_IN },
  problems: [401, 429],
});

export const getSession = endpoint({
  id: 'getSession',
  method: 'GET',
  path: 'session',
  tag: 'session',
  access: 'signed-in',
  summary: 'Who asks, for which city, and what it may do',
  answers: { 200: { description: 'The caller.', schema: callerSchema } },
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: 'session',
  tag: 'session',
  access: 'signed-in',
  summary: 'Sign out',
  answers: { 204: { description: 'The session is over.', headers: SESSION_COOKIE } },
});

export const switchCity = endpoint({
  id: 'switchCity',
  method: 'PUT',
  path: 'session/city',
  tag: 'session',
  access: 'signed-in',
  summary: 'Act for another of one’s cities',
  body: switchCitySchema,
  example: { body: { city: '320500' } },
  answers: { 200: SIGNED_IN },
});

export const listSessions = endpoint({
  id: 'listSessions',
  method: 'GET',
  path: 'sessions',
  tag: 'session',
  access: 'signed-in',
  summary: 'One’s own sessions',
  answers: { 200: { description: 'Those that are not over.', schema: sessionListSchema } },
  // Keys have no sessions.
  problems: [403],
});

export const endSession = endpoint({
  id: 'endSession',
  method: 'DELETE',
  path: 'sessions/:id',
  tag: 'session',
  access: 'signed-in',
  summary: 'End one of one’s own sessions',
  params: z.object({ id: idParam('ses_01') }),
  answers: { 204: { description: 'It is over.' } },
  problems: [404],
});

export const signOutEverywhere = endpoint({
  id: 'signOutEverywhere',
  method: 'DELETE',
  path: 'sessions',
  tag: 'session',
  access: 'signed-in',
  summary: 'End all of one’s own sessions, this one with them',
  answers: { 204: { description: 'They are over.', headers: SESSION_COOKIE } },
});

export const changePassword = endpoint({
  id: 'changePassword',
  method: 'PUT',
  path: 'session/password',
  tag: 'session',
  access: 'signed-in',
  summary: 'Change one’s own password, or set the first one',
  body: changePasswordSchema,
  example: {
    body: { present: 'a long pass phrase of your own', password: 'another long pass phrase' },
  },
  answers: { 204: { description: 'Changed; every other session is over.' } },
  problems: [429],
});

export const requestPasswordReset = endpoint({
  id: 'requestPasswordReset',
  method: 'POST',
  path: 'password-resets',
  tag: 'session',
  access: 'anyone',
  summary: 'Ask for a link to set a new password',
  body: requestPasswordResetSchema,
  example: { body: { email: 'officer@city.example' } },
  answers: { 202: { description: 'If the address is known, a mail with the link is on its way.' } },
  problems: [429],
});

export const resetPassword = endpoint({
  id: 'resetPassword',
  method: 'POST',
  path: 'password-resets/confirmation',
  tag: 'session',
  access: 'anyone',
  summary: 'Set a new password by the link',
  body: resetPasswordSchema,
  example: { body: { token: EXAMPLE_TOKEN, password: 'another long pass phrase' } },
  answers: { 204: { description: 'Set; all sessions are over.' } },
  problems: [401, 429],
});

export const readInvitation = endpoint({
  id: 'readInvitation',
  method: 'POST',
  path: 'invitations/offer',
  tag: 'session',
  access: 'anyone',
  summary: 'What an invitation offers',
  description: 'Its token is in the body, as addresses end up in logs.',
  body: z.object({ token: LINK_TOKEN }).meta({ id: 'InvitationToken' }),
  example: { body: { token: EXAMPLE_TOKEN } },
  answers: { 200: { description: 'The invitation.', schema: offeredSchema } },
  problems: [401],
});

export const acceptInvitation = endpoint({
  id: 'acceptInvitation',
  method: 'POST',
  path: 'invitations/acceptance',
  tag: 'session',
  access: 'anyone',
  summary: 'Join the city that invited, and sign in',
  body: acceptInvitationSchema,
  example: { body: { token: EXAMPLE_TOKEN, name: '王(示例)', password: 'a long pass phrase of your own' } },
  answers: { 200: SIGNED_IN },
  problems: [401, 409, 429],
});

export const listSingleSignOn = endpoint({
  id: 'listSingleSignOn',
  method: 'GET',
  path: 'session/single-sign-on',
  tag: 'session',
  access: 'anyone',
  summary: 'The cities that have a sign-on of their own',
  answers: { 200: { description: 'Those cities.', schema: singleSignOnCitiesSchema } },
});

export const beginSingleSignOn = endpoint({
  id: 'beginSingleSignOn',
  method: 'POST',
  path: 'session/single-sign-on',
  tag: 'session',
  access: 'anyone',
  summary: 'Begin a sign-on by a city’s own provider',
  body: beginSingleSignOnSchema,
  example: { body: { city: '320500' } },
  answers: {
    200: {
      description: 'Where to go on.',
      schema: z.object({ url: z.string() }).meta({ id: 'BegunSingleSignOn' }),
      headers: { 'set-cookie': 'Binds the attempt to this browser for ten minutes.' },
    },
  },
  problems: [404, 429, 503],
});
