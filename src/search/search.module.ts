import { Module } from '@nestjs/common';
import { RetrievalRepository } from './retrieval.repository.js';
import { SearchIndex } from './search-index.service.js';
import { SearchRepository } from './search.repository.js';
import { WordIndex } from './word-index.service.js';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SearchPostingEntity } from './search-posting.entity.js';
import { SearchSubjectEntity } from './search-subject.entity.js';
import { SubjectWordsEntity } from './subject-words.entity.js';

/** Finds flows, proposals and sessions by the words in them. */
@Module({
  imports: [TypeOrmModule.forFeature([SearchPostingEntity, SearchSubjectEntity, SubjectWordsEntity])],
  providers: [RetrievalRepository, SearchIndex, SearchRepository, WordIndex],
  exports: [SearchIndex, WordIndex],
})
export class SearchModule {}
