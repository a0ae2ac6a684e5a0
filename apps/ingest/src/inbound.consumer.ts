import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  GROUPS,
  HEADER,
  investorSubmittedV1,
  projectSubmittedV1,
  recordRejectedV1,
  signalReportedV1,
} from '@bole/contracts';
import { type Batch, EVENT_LOG, type EventLog, type Subscription } from '@bole/event-log';
import {
  BOLE_CONFIG,
  type BoleConfig,
  type DecodedBatch,
  PROCESS_FAILURE,
  type ProcessFailure,
  PROCESS_LOG,
  type ProcessLog,
  ServiceLoop,
  subscribeDecoded,
} from '@bole/platform';
import { type PartyKind, RecordProfilesCommand } from '@bole/profiles';
import { RecordSignalsCommand, ReleaseParkedSignalsCommand } from '@bole/signals';
import {
  KeepRejectionsCommand,
  NoteReplayedCommand,
} from './commands/keep-rejections/keep-rejections.command';

const RELEASE_EVERY_MS = 2_000;

/** Inbound topics → commands. A batch is done when its transaction has committed. */
@Injectable()
export class InboundConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly release: ServiceLoop;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(PROCESS_FAILURE) private readonly fail: ProcessFailure,
    @Inject(PROCESS_LOG) private readonly logger: ProcessLog,
    private readonly commands: CommandBus,
  ) {
    this.release = new ServiceLoop(
      'release of parked signals',
      () => this.releaseSome(),
      RELEASE_EVERY_MS,
      logger,
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.subscribe(GROUPS.ingestInvestors, (batch) => this.takeProfiles('investor', batch));
    await this.subscribe(GROUPS.ingestProjects, (batch) => this.takeProfiles('project', batch));
    await this.subscribe(GROUPS.ingestSignals, (batch) => this.takeSignals(batch));
    await this.subscribe(GROUPS.ingestRejected, (batch) => this.keepRejections(batch));
    this.release.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.release.stop(),
      ...this.subscriptions.map((subscription) => subscription.stop()),
    ]);
  }

  private async subscribe(
    { group, topics }: { group: string; topics: readonly string[] },
    handle: (batch: DecodedBatch) => Promise<void>,
  ): Promise<void> {
    const options = {
      group,
      topics,
      maxRecords: this.config.batchRecords,
      onFatal: this.fail,
      logger: this.logger,
    };
    this.subscriptions.push(
      await subscribeDecoded(this.log, options, async (batch, raw) => {
        await handle(batch);
        await this.noteReplayed(raw);
      }),
    );
  }

  private async takeProfiles(kind: PartyKind, batch: DecodedBatch): Promise<void> {
    const submissions =
      kind === 'investor' ? batch.ofType(investorSubmittedV1) : batch.ofType(projectSubmittedV1);
    const { changedRefs } = await this.commands.execute(
      new RecordProfilesCommand(kind, submissions, batch.undecodable),
    );
    if (changedRefs.length > 0) await this.commands.execute(new ReleaseParkedSignalsCommand(changedRefs));
  }

  private async takeSignals(batch: DecodedBatch): Promise<void> {
    await this.commands.execute(new RecordSignalsCommand(batch.ofType(signalReportedV1), batch.undecodable));
  }

  /** What cannot even be decoded on the rejected topic was not written by Bole; it stays there and is not rejected again. */
  private async keepRejections(batch: DecodedBatch): Promise<void> {
    const rejections = batch.ofType(recordRejectedV1).map(({ event }) => event.data);
    if (rejections.length > 0) await this.commands.execute(new KeepRejectionsCommand(rejections));
  }

  private async noteReplayed(batch: Batch): Promise<void> {
    const ids = batch.records.flatMap((record) => record.headers[HEADER.replayOf]?.toString('utf8') ?? []);
    if (ids.length > 0) await this.commands.execute(new NoteReplayedCommand(ids));
  }

  /** Two batches that do not see each other's party can both leave a signal parked: this finds it a little later. */
  private async releaseSome(): Promise<'did-something' | 'idle'> {
    const { recorded, expired } = await this.commands.execute(new ReleaseParkedSignalsCommand());
    return recorded + expired > 0 ? 'did-something' : 'idle';
  }
}
