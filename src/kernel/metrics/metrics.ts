import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What this process counts for Prometheus. Labels are names of our own, such as routes and tasks, and never what somebody
 * sent, so that there is an end of them.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by route and status; event streams are left out',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: this.registers,
  });

  readonly transactionWaits = new Histogram({
    name: 'transaction_wait_seconds',
    help: 'From asking for a transaction to its first statement: for the share of the account, and for a connection',
    labelNames: ['of'] as const,
    buckets: SECONDS,
    registers: this.registers,
  });

  readonly jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Jobs that this process worked on, by task and by how they ended: done or failed',
    labelNames: ['task', 'outcome'] as const,
    buckets: SECONDS,
    registers: this.registers,
  });

  readonly sessions = new Counter({
    name: 'flywheel_sessions_total',
    help: 'Sessions that the flywheel looked at, by what it made of them',
    labelNames: ['decision'] as const,
    registers: this.registers,
  });

  readonly unsureLabels = new Counter({
    name: 'flywheel_unsure_labels_total',
    help: 'Answers of sessions that said nothing clearly, and wait for a person',
    registers: this.registers,
  });

  readonly deliveries = new Counter({
    name: 'webhook_attempts_total',
    help: 'Messages that were sent to webhooks, by whether the receiver took them: taken or failed',
    labelNames: ['outcome'] as const,
    registers: this.registers,
  });

  readonly removedByAge = new Counter({
    name: 'removed_by_age_total',
    help: 'What accounts do not keep longer: transcripts, words, deliveries, events',
    labelNames: ['kind'] as const,
    registers: this.registers,
  });

  readonly modelCalls = new Histogram({
    name: 'model_call_duration_seconds',
    help: 'Calls of the language model by task and by how they ended: answered, a fault, or why it was not asked',
    labelNames: ['task', 'outcome'] as const,
    buckets: SECONDS,
    registers: this.registers,
  });

  readonly modelTokens = new Counter({
    name: 'model_tokens_total',
    help: 'Tokens of the language model as its service counted them, by task and direction: input or output',
    labelNames: ['task', 'direction'] as const,
    registers: this.registers,
  });

  readonly modelCost = new Counter({
    name: 'model_cost_total',
    help: "What the language model cost, in the currency of the operator's prices; where nobody knows, at most",
    labelNames: ['task'] as const,
    registers: this.registers,
  });

  /** Counts one job, however it ends. */
  async timeJob(task: string, work: () => Promise<void>): Promise<void> {
    const end = this.jobs.startTimer({ task });
    try {
      await work();
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      throw error;
    }
  }

  /** A figure that is read when somebody looks. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      ...{ name, help, registers: this.registers },
      collect() {
        this.set(read());
      },
    });
  }
}
