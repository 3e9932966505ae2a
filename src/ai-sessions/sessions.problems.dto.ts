import { ApiProperty } from '@nestjs/swagger';
import { SESSION_STATUSES, type SessionStatus } from './session.js';

export class ExternalIdTakenProblem {
  @ApiProperty({ format: 'uuid' })
  session_id: string;
}

export class SessionEndedProblem {
  @ApiProperty({ enum: SESSION_STATUSES, enumName: 'SessionStatus' })
  outcome: SessionStatus;

  @ApiProperty({ format: 'date-time' })
  resolved_at: string | null;
}

/** Of an upload that came to nothing. */
export class UploadProblem {
  /** The job of the upload, which has failed */
  @ApiProperty({ format: 'uuid' })
  job_id: string;
}

export class ServerEndingProblem {
  /** The job of the upload, where there is one already */
  @ApiProperty({ format: 'uuid' })
  job_id?: string;
}
