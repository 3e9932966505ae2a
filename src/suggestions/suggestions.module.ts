import { Module } from '@nestjs/common';
import { SearchModule } from '../search/search.module.js';
import { SuggestionsController } from './suggestions.controller.js';
import { SuggestionsService } from './suggestions.service.js';
import { SuggestionsView } from './suggestions.view.js';

/** Problem in the caller's words -> the published flows that may help. */
@Module({
  imports: [SearchModule],
  controllers: [SuggestionsController],
  providers: [SuggestionsService, SuggestionsView],
  exports: [SuggestionsService],
})
export class SuggestionsModule {}
