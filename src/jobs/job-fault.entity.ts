import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of a job's input that could not be used. */
@Entity('job_faults')
export class JobFaultEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  @PrimaryColumn('integer')
  line: number;

  @Column('text')
  detail: string;
}
