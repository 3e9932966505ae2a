import type { MigrationInterface, QueryRunner } from 'typeorm';

const queueWebhooks = (lock: string): string => `
CREATE OR REPLACE FUNCTION queue_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  endpoint uuid;
  delivery uuid;
BEGIN
  FOR endpoint IN
    SELECT w.id FROM webhook_endpoints w
     WHERE w.account_id = NEW.account_id AND w.active AND (w.event_types IS NULL OR NEW.type = ANY (w.event_types))
     ORDER BY w.id ${lock}
  LOOP
    INSERT INTO webhook_deliveries (account_id, endpoint_id, type, body) VALUES (
      NEW.account_id, endpoint, NEW.type, json_build_object(
        'type', NEW.type,
        'timestamp', to_char(NEW.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'data', NEW.data
      )::text
    ) RETURNING id INTO delivery;
    PERFORM enqueue_job('deliver_webhook', jsonb_build_object('delivery_id', delivery), 'webhook:' || delivery, 0);
  END LOOP;
  RETURN NULL;
END
$$`;

/** A webhook that is deleted while an event is told is waited for, and then not told; its delivery would refer to nothing. */
export class HoldWebhooksThatAreTold1795724100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(queueWebhooks('FOR KEY SHARE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(queueWebhooks(''));
  }
}
