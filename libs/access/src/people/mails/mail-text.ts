/** A mail's words in one language; plain text. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}
