import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WalkEntity } from './walk.entity.js';

/** First-line technicians walk published flows; what came of it goes back into the flywheel. */
@Module({ imports: [TypeOrmModule.forFeature([WalkEntity])] })
export class L1WalksModule {}
