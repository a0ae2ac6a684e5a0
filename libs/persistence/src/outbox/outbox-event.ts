/** An event on its way to the log: what `encodeEvent` of libs/contracts returns. */
export interface OutboxEvent {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}
