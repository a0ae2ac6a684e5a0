import { asPerson } from '../askers';
import { type Ask, type Entries } from '../entry';

const NO_PERSON = [403];

/** Signing in and out, which is open to anyone, and one's own account. */
export const SESSION_ENTRIES: Entries = {
  signIn: {
    needs: 'anyone',
    about: 'nothing',
    call: ({ n }) => ({
      body: { email: `nobody-${n}@house.example`, password: 'not the right pass phrase' },
    }),
    right: [401],
  },
  signInByLink: {
    needs: 'anyone',
    about: 'nothing',
    call: () => ({ body: { token: UNKNOWN } }),
    right: [401],
  },
  getSession: { needs: 'signed-in', about: 'nothing' },
  signOut: { needs: 'signed-in', about: 'nothing', call: anotherPerson, key: NO_PERSON },
  switchCity: {
    needs: 'signed-in',
    about: 'nothing',
    call: async (ask) => ({ ...(await anotherPerson(ask)), body: { city: ask.stage.cities.own.code } }),
    key: NO_PERSON,
  },
  listSessions: { needs: 'signed-in', about: 'nothing', key: NO_PERSON },
  endSession: {
    needs: 'signed-in',
    about: 'city',
    call: async (ask) => ({ params: { id: await sessionOf(ask) } }),
    adviser: [204],
    key: NO_PERSON,
  },
  signOutEverywhere: { needs: 'signed-in', about: 'nothing', call: anotherPerson, key: NO_PERSON },
  changePassword: {
    needs: 'signed-in',
    about: 'nothing',
    // A good one would be set: whoever came by a link has none yet.
    call: () => ({ body: { password: 'short' } }),
    right: [422],
    key: NO_PERSON,
  },
  requestPasswordReset: {
    needs: 'anyone',
    about: 'nothing',
    call: ({ n }) => ({ body: { email: `nobody-${n}@house.example` } }),
  },
  resetPassword: {
    needs: 'anyone',
    about: 'nothing',
    call: () => ({ body: { token: UNKNOWN, password: 'another long pass phrase' } }),
    right: [401],
  },
  readInvitation: {
    needs: 'anyone',
    about: 'nothing',
    call: () => ({ body: { token: UNKNOWN } }),
    right: [401],
  },
  acceptInvitation: {
    needs: 'anyone',
    about: 'nothing',
    call: () => ({ body: { token: UNKNOWN, name: 'Nobody', password: 'another long pass phrase' } }),
    right: [401],
  },
  listSingleSignOn: { needs: 'anyone', about: 'nothing' },
  beginSingleSignOn: {
    needs: 'anyone',
    about: 'nothing',
    call: ({ at }) => ({ body: { city: at.code } }),
    right: [404],
  },
};

/** Of the right shape; no link bears it. */
const UNKNOWN = 'A'.repeat(43);

/** For what ends the sessions of whoever asks: somebody of the same role, who has just come. */
async function anotherPerson({ by, stage, session, n }: Ask): Promise<object> {
  if (by.role !== undefined)
    session(
      asPerson(by.role, await stage.house.person(by.role, stage.cities.own.code, `leaver-${n}`)).headers,
    );
  return {};
}

/** In the asker's city another session of its own; elsewhere an administrator's. */
async function sessionOf({ at, by, stage }: Ask): Promise<string> {
  const person =
    at.place === 'own' && by.role !== undefined
      ? await stage.house.person(by.role, at.code)
      : at.askers.people.administrator.person;
  return person?.principal.session?.id ?? '';
}
