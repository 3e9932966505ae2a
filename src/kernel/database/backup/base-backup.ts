import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { surviveLoss } from '../connection-loss.js';

/** What the server says of a backup beside the archive itself. */
export interface BaseBackup {
  /** PostgreSQL's own list of the files in it, with the checksum of each: JSON. */
  fileList: Buffer;
}

/** Kinds of message within the stream: https://www.postgresql.org/docs/current/protocol-replication.html */
const KIND = { archive: 'n', data: 'd', manifest: 'm', progress: 'p' };

/**
 * Writes all files of a running server as one tar archive, with the log that makes them consistent; work goes on meanwhile.
 * @param superuserUrl of a server that keeps enough of a log (`wal_level = replica`)
 * @throws whatever the server answers where it does not do that
 */
export async function streamBaseBackup(superuserUrl: string, archive: Writable): Promise<BaseBackup> {
  const url = new URL(superuserUrl);
  url.searchParams.set('replication', 'true');
  const client = new pg.Client({ connectionString: url.href, application_name: 'resolutionflow-backup' });
  surviveLoss(client);
  await client.connect();
  try {
    const query = client.query(new BaseBackupQuery(archive));
    const done = await query.done;
    archive.end();
    await once(archive, 'finish');
    return done;
  } finally {
    await client.end();
  }
}

/** The members of pg's connection that its types leave out. */
interface CopyConnection {
  query(text: string): void;
  stream: { pause(): void; resume(): void };
}

/** What pg asks of a query; the results beside the stream, which tell positions in the log, are not needed. */
class BaseBackupQuery implements pg.Submittable {
  private readonly fileList: Buffer[] = [];
  private inArchive = false;
  private waiting = false;
  private settle!: { resolve: (backup: BaseBackup) => void; reject: (reason: Error) => void };
  readonly done = new Promise<BaseBackup>((resolve, reject) => (this.settle = { resolve, reject }));

  constructor(private readonly archive: Writable) {
    archive.on('error', (error) => this.settle.reject(error));
  }

  submit(connection: pg.Connection): void {
    // Whoever waits for a backup does not want to wait for the next checkpoint too.
    (connection as unknown as CopyConnection).query(
      `BASE_BACKUP (LABEL 'resolutionflow', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`,
    );
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: CopyConnection): void {
    const kind = String.fromCharCode(chunk[0] ?? 0);
    if (kind === KIND.archive) this.inArchive = true;
    else if (kind === KIND.manifest) this.inArchive = false;
    if (kind !== KIND.data) return;
    // The parser uses its buffer again.
    const bytes = Buffer.from(chunk.subarray(1));
    if (!this.inArchive) return void this.fileList.push(bytes);
    // What the connection had read already still comes while it waits.
    if (this.archive.write(bytes) || this.waiting) return;
    this.waiting = true;
    connection.stream.pause();
    this.archive.once('drain', () => {
      this.waiting = false;
      connection.stream.resume();
    });
  }

  handleError(error: Error): void {
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.settle.resolve({ fileList: Buffer.concat(this.fileList) });
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
}
