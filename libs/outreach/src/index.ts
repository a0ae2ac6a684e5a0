export * from './mail/mail-queue';
export * from './mail/mail-sending';
export * from './mail/mail.schema';
export * from './mail/queries/get-mail/get-mail.query';
export * from './mail/queries/list-mails/list-mails.query';
export * from './mail/smtp-sender';
export { MailOutboxStore } from './mail/store/mail-outbox.store';
export * from './outreach.module';
