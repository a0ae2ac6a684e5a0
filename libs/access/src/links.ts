/**
 * Pages of the console that one-time secrets lead to. The secret stands behind `#`: browsers send that to nobody, so it is in no
 * server's log and in no Referer; the page posts it.
 */
export const links = {
  invitation: (publicUrl: string, token: string) => `${publicUrl}/invitation#token=${token}`,
  passwordReset: (publicUrl: string, token: string) => `${publicUrl}/reset-password#token=${token}`,
  signIn: (publicUrl: string, token: string) => `${publicUrl}/sign-in#link=${token}`,
} as const;
