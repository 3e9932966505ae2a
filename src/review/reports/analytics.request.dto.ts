import { Moment, TableFormatQuery } from '../../kernel/http/csv/json-or-csv.request.dto.js';

export class AnalyticsQuery extends TableFormatQuery {
  @Moment('From this time on; left out, twelve weeks before until', '2026-01-05T00:00:00Z')
  since?: Date;

  @Moment('Up to but without this time; left out, now', '2026-03-30T00:00:00Z')
  until?: Date;
}
