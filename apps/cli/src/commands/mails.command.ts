import { type Command, Option } from 'commander';
import { NotFoundError } from '@bole/kernel';
import { MAIL_STATES, type MailState, MailStore } from '@bole/outreach';
import { type CommandLine } from '../command-line';
import { wholeNumber } from '../options';

/** `bole mails list|show`: what Bole wrote to people; without an SMTP server this is where it is read. */
export function addMailsCommand(program: Command, line: CommandLine): void {
  const mails = program.command('mails').description('mails that Bole wrote: list and read them');
  mails
    .command('list')
    .description('the newest first')
    .option('--city <code>', 'of one city (GB/T 2260 code)')
    .addOption(new Option('--state <state>', 'only those').choices(MAIL_STATES))
    .option('--limit <count>', 'at most', wholeNumber(1, 10_000), 50)
    .option('--json', 'one JSON object a line')
    .action((options: ListOptions) => list(options, line));
  mails
    .command('show')
    .description('one mail as it leaves; a link in it works for whoever reads it')
    .argument('<id>')
    .action((id: string) => show(id, line));
}

interface ListOptions {
  readonly city?: string;
  readonly state?: MailState;
  readonly limit: number;
  readonly json?: boolean;
}

async function list({ city, state, limit, json }: ListOptions, line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const mails = await new MailStore(unitOfWork).page({ city, state, limit, after: undefined });
  for (const mail of mails) {
    if (json === true) line.terminal.out(JSON.stringify(mail));
    else {
      line.terminal.out(`${mail.id}  ${mail.createdAt}  ${mail.city}  ${mail.state}  ${mail.to.address}`);
      line.terminal.out(`    ${mail.subject}${mail.lastError === null ? '' : `  (${mail.lastError})`}`);
    }
  }
  if (mails.length === 0) line.terminal.note('There is no such mail.');
}

async function show(id: string, line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const kept = await new MailStore(unitOfWork).find(id, undefined);
  if (kept === undefined)
    throw new NotFoundError('MAIL_NOT_FOUND', `there is no mail ${id}; "bole mails list" lists them`);
  const { mail } = kept;
  const out = (text: string) => line.terminal.out(text);
  out(`${mail.id}, written for city ${mail.city} on ${mail.createdAt}`);
  out(`${mail.state}, attempts: ${mail.attempts}${mail.lastError === null ? '' : `, ${mail.lastError}`}`);
  out(`to: ${mail.to.name === null ? '' : `${mail.to.name} `}<${mail.to.address}>`);
  for (const [name, value] of Object.entries(mail.headers)) out(`${name}: ${value}`);
  out(`subject: ${mail.subject}`);
  out('');
  out(mail.text);
}
