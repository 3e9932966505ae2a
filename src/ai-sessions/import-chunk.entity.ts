import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of an upload that waits to be imported. */
@Entity('import_chunks')
export class ImportChunkEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  /** Counted from 0. */
  @PrimaryColumn('integer')
  number: number;

  /** The number in the upload, from 1, of the first line in `body`. */
  @Column('integer')
  firstLine: number;

  @Column('bytea')
  body: Buffer;

  /** Numbers of the lines that were too long to keep. */
  @Column('integer', { array: true })
  tooLong: number[];
}
