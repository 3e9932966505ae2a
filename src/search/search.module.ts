import { Module } from '@nestjs/common';
import { RetrievalRepository } from './retrieval.repository.js';
import { SearchIndex } from './search-index.service.js';
import { SearchRepository } from './search.repository.js';
import { WordIndex } from './word-index.service.js';

/** Finds flows, proposals and sessions by the words in them. */
@Module({
  providers: [RetrievalRepository, SearchIndex, SearchRepository, WordIndex],
  exports: [SearchIndex, WordIndex],
})
export class SearchModule {}
