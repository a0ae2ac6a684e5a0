import { type Transaction } from '@bole/persistence';
import { type MailOutbox } from '@bole/platform';
import { type DisabledReason } from '../webhook.schema';

/**
 * Ends a webhook that cannot be delivered to: what waits for it has failed, and whoever set it up gets a mail, if it is a
 * person who still belongs to the city.
 */
export async function disableWebhook(
  transaction: Transaction,
  mails: MailOutbox,
  { webhookId, city }: { readonly webhookId: string; readonly city: string },
  reason: DisabledReason,
): Promise<void> {
  const [webhook] = await transaction.query<{ url: string; created_by: string; revision: string }>(
    `update outreach.webhook set enabled = false, disabled_reason = $3, updated_at = clock_timestamp(), revision = revision + 1
     where id = $1 and city = $2 and enabled returning url, created_by, revision`,
    [webhookId, city, reason],
  );
  if (webhook === undefined) return;
  await transaction.query(
    `update outreach.delivery set state = 'failed', error = 'WEBHOOK_DISABLED', finished_at = clock_timestamp()
     where webhook_id = $1 and city = $2 and state in ('queued', 'sending') and event <> 'ping'`,
    [webhookId, city],
  );
  const [creator] = await transaction.query<{ email: string; name: string }>(
    `select email, name from access.person where id = $1 and disabled_at is null`,
    [webhook.created_by],
  );
  if (creator === undefined) return;
  await mails.put(transaction, {
    city,
    key: `webhook-disabled:${webhookId}:${webhook.revision}`,
    to: { address: creator.email, name: creator.name },
    subject: '回调已停用 · A webhook was disabled',
    text: mailText(new URL(webhook.url).host, webhookId, reason),
  });
}

const WHY: Readonly<Record<DisabledReason, readonly [zh: string, en: string]>> = {
  WEBHOOK_GONE: ['接收方回答已不存在(410)', 'its receiver answered that it is gone (410)'],
  WEBHOOK_FAILING: ['连续三天投递失败', 'for three days every delivery has failed'],
  WEBHOOK_BACKLOG_FULL: ['等待投递的事件过多', 'too many events were waiting for it'],
};

/** The host alone: what follows it in a URL may be a secret. */
function mailText(host: string, id: string, reason: DisabledReason): string {
  const [zh, en] = WHY[reason];
  return [
    `指向 ${host} 的回调 ${id} 已停用:${zh}(${reason})。`,
    '修复接收方之后,请在伯乐中重新启用。停用期间的事件不再补发。',
    '',
    `The webhook ${id} to ${host} was disabled: ${en} (${reason}).`,
    'Enable it again in Bole when its receiver is mended. What happens meanwhile is not delivered later.',
  ].join('\n');
}
