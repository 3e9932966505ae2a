import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountChores } from '../kernel/jobs/account-chores.js';
import { Recent } from '../kernel/recent.js';
import { MOST_ENCODED, TextEncoder } from './text-encoder.js';
import { TextVectorsRepository } from './text-vectors.repository.js';
import { NO_VECTORS, vectorOf, type Scale, type Vector, type Vectors } from './vectors.js';

/** What is known of some texts. */
export interface KnownVectors {
  vectors: Vectors;
  /** The texts that could be encoded and are not. */
  missing: string[];
}

/** With 512 numbers in each some ten megabytes, and their texts. */
const KNOWN_IN_PROCESS = 20_000;
/** Of an account, the newest: some thirty megabytes. */
const MOST_KEPT = 50_000;
/** So many texts are encoded for one purpose: some two seconds. */
const MOST_AT_ONCE = 256;
/** An encoder that failed is let alone for so long (ms), so that not every session waits for it. */
const PAUSE = 60_000;

/**
 * The vectors of texts, made once for each text and model and kept with the account. Nothing here fails because of an encoder:
 * what it cannot encode stays without a vector.
 */
@Injectable()
export class TextVectors implements OnModuleInit {
  private readonly logger = new Logger(TextVectors.name);
  private readonly known = new Recent<string, Vector>(KNOWN_IN_PROCESS);
  private scale: Scale | null = null;
  private pausedUntil = 0;

  constructor(
    private readonly encoder: TextEncoder,
    private readonly repository: TextVectorsRepository,
    private readonly transactions: Transactions,
    private readonly chores: AccountChores,
  ) {}

  onModuleInit(): void {
    this.chores.register((tx) => this.repository.clear(tx, MOST_KEPT));
  }

  /** What this process knows of the texts, or the account keeps. Nothing is encoded. */
  async find(tx: AccountTx, texts: Iterable<string>): Promise<KnownVectors> {
    const { model } = this.encoder;
    if (model === null) return { vectors: NO_VECTORS, missing: [] };
    const byText = new Map<string, Vector>();
    const unknown = new Map<string, Buffer>();
    for (const text of new Set(texts)) {
      const vector = this.known.get(text);
      if (vector) byText.set(text, vector);
      else if (text.trim() !== '' && this.encoder.reads(text)) unknown.set(text, hashOf(text));
    }
    const kept = new Map(
      (await this.repository.find(tx, model, [...unknown.values()])).map(({ hash, vector }) => [
        hash.toString('hex'),
        vectorOf(new Int8Array(vector)),
      ]),
    );
    const missing: string[] = [];
    for (const [text, hash] of unknown) {
      const vector = kept.get(hash.toString('hex'));
      if (vector) this.remember(byText, text, vector);
      else missing.push(text);
    }
    if (this.scale === null)
      return { vectors: NO_VECTORS, missing: this.isPaused() ? [] : [...byText.keys(), ...missing] };
    return { vectors: { byText, scale: this.scale }, missing: this.isPaused() ? [] : missing };
  }

  /**
   * Encodes texts and keeps their vectors, where no transaction is open. They are found from then on, unless the encoder
   * fails. Of very many texts the first are encoded.
   */
  async make(actor: Actor, texts: readonly string[]): Promise<void> {
    const { model } = this.encoder;
    if (model === null || this.isPaused()) return;
    const wanted = texts.filter((text) => !this.known.get(text)).slice(0, MOST_AT_ONCE);
    try {
      this.scale ??= await this.encoder.scale();
      if (wanted.length === 0) return;
      const vectors = await this.encoder.encode(wanted.map((text) => text.slice(0, MOST_ENCODED)));
      const kept = vectors.flatMap(({ parts }, i) => {
        const text = wanted[i];
        return text === undefined ? [] : [{ hash: hashOf(text), vector: Buffer.from(parts) }];
      });
      await this.transactions.run(actor, (tx) => this.repository.keep(tx, model, kept));
      vectors.forEach((vector, i) => this.known.set(wanted[i] ?? '', vector));
    } catch (error) {
      this.pausedUntil = Date.now() + PAUSE;
      this.logger.warn(
        { err: error },
        'texts could not be encoded; for a minute they are compared by words alone',
      );
    }
  }

  private isPaused(): boolean {
    return Date.now() < this.pausedUntil;
  }

  private remember(byText: Map<string, Vector>, text: string, vector: Vector): void {
    byText.set(text, vector);
    this.known.set(text, vector);
  }
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, 16);
}
