import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SearchSubjectEntity } from './search-subject.entity.js';

/** A term of a subject, and how much it weighs there. */
@Entity('search_postings')
export class SearchPostingEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  subjectId: string;

  @PrimaryColumn('varchar', { length: 65, comment: 'With a mark before it where the subject is set aside' })
  term: string;

  @PrimaryColumn('integer', { insert: false, update: false })
  slot: number;

  @Column('real', { comment: 'What it counts: its own weight and what sessions added to it' })
  weight: number;

  @Column('real', { comment: 'Its weight in title and document; 0 for a term that only sessions used' })
  own: number;

  @Column('smallint', { default: 0, comment: 'In how many sessions it was heard, up to a few' })
  heard: number;

  @ManyToOne(() => SearchSubjectEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'subject_id', referencedColumnName: 'subjectId' })
  subject?: Relation<SearchSubjectEntity>;
}
