import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountDirectory } from './account-directory.service.js';
import { AccountExportController } from './export/account-export.controller.js';
import { AccountExportRepository } from './export/account-export.repository.js';
import { AccountExportService } from './export/account-export.service.js';
import { AccountOpening } from './account-opening.service.js';
import { AccountController } from './account.controller.js';
import { AccountEntity } from './account.entity.js';
import { AccountRepository } from './account.repository.js';
import { AccountsService } from './accounts.service.js';
import { AccountChangeEntity } from './changes/account-change.entity.js';
import { AccountChangesRepository } from './changes/account-changes.repository.js';
import { ApiKeyEntity } from './api-keys/api-key.entity.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysRepository } from './api-keys/api-keys.repository.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuthModule } from './auth.module.js';
import { MeController } from './users/me.controller.js';
import { MeService } from './users/me.service.js';
import { TeamEntity } from './teams/team.entity.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsRepository } from './teams/teams.repository.js';
import { TeamsService } from './teams/teams.service.js';
import { UserEntity } from './users/user.entity.js';
import { UsersController } from './users/users.controller.js';
import { UsersRepository } from './users/users.repository.js';
import { UsersService } from './users/users.service.js';

/** Accounts and who belongs to them: users, teams, API keys. */
@Module({
  imports: [
    AuthModule,
    TypeOrmModule.forFeature([AccountChangeEntity, AccountEntity, TeamEntity, UserEntity, ApiKeyEntity]),
  ],
  controllers: [
    AccountExportController,
    // Its DELETE comes last.
    AccountController,
    MeController,
    UsersController,
    TeamsController,
    ApiKeysController,
  ],
  providers: [
    AccountChangesRepository,
    AccountDirectory,
    AccountExportRepository,
    AccountExportService,
    AccountOpening,
    AccountRepository,
    AccountsService,
    ApiKeysRepository,
    ApiKeysService,
    MeService,
    TeamsRepository,
    TeamsService,
    UsersRepository,
    UsersService,
  ],
  exports: [
    AccountChangesRepository,
    AccountDirectory,
    AccountOpening,
    AccountsService,
    MeService,
    TeamsService,
    UsersRepository,
    UsersService,
  ],
})
export class AccountsModule {}
