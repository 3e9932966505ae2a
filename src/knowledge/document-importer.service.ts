import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SESSION_LIMITS } from '../ai-sessions/session-limits.js';
import type { NewSession, SessionStep } from '../ai-sessions/session.js';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import { STEP_KINDS } from '../flywheel/core/decision/decide-document.js';
import { DocumentObserver, type WrittenProcedure } from '../flywheel/observe/document-observer.service.js';
import { SessionsRepository } from '../ai-sessions/sessions.repository.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { KnowledgeDocumentsRepository } from './knowledge-documents.repository.js';
import type {
  DocumentOutcome,
  DocumentPreview,
  KnowledgeDocument,
  ProcedureOutcome,
  ProcedurePreview,
} from './knowledge-outcome.js';
import type { KnowledgeProcedureEntity } from './knowledge-procedure.entity.js';
import type { Procedure, Reading, Span } from './reader/procedure.js';

/** Whatever the id of a session that is not recorded yet. */
const NO_SESSION = '00000000-0000-0000-0000-000000000000';
const NO_SPAN: Span = { start_line: 1, end_line: 1, start_offset: 0, end_offset: 0 };

/** Takes in one document, or tells what would come of it, in the transaction that it is given. */
@Injectable()
export class DocumentImporter {
  constructor(
    private readonly documents: KnowledgeDocumentsRepository,
    private readonly sessions: SessionsService,
    private readonly recorded: SessionsRepository,
    private readonly observer: DocumentObserver,
  ) {}

  /**
   * All of the document or nothing. The same content again changes nothing.
   * @throws ProposalMoved when a reviewer was quicker; the transaction is to be begun anew
   */
  async import(tx: AccountTx, document: KnowledgeDocument, reading: Reading): Promise<DocumentOutcome> {
    await this.observer.lock(tx);
    const hash = hashOf(document);
    const nothing = await this.nothingToDo(tx, document, hash, reading);
    if (nothing) return nothing;
    const earlier = await this.documents.proceduresOfLatest(tx, document.name);
    const id = await this.documents.insert(tx, document, hash);
    const procedures: ProcedureOutcome[] = [];
    for (const [index, procedure] of reading.procedures.entries())
      procedures.push(await this.importProcedure(tx, { document, id, procedure, index, earlier, reading }));
    return { ...headOf(document, reading), status: 'imported', reason: null, document_id: id, procedures };
  }

  /** Writes nothing. */
  async preview(tx: AccountTx, document: KnowledgeDocument, reading: Reading): Promise<DocumentPreview> {
    const nothing = await this.nothingToDo(tx, document, hashOf(document), reading);
    if (nothing && nothing.status === 'no_procedure') return { ...nothing, procedures: [] };
    const earlier = await this.documents.proceduresOfLatest(tx, document.name);
    const procedures: ProcedurePreview[] = [];
    for (const [index, procedure] of reading.procedures.entries())
      procedures.push(
        await this.previewProcedure(tx, document, procedure, earlierOf(earlier, index, reading)),
      );
    if (nothing) return { ...nothing, procedures };
    const head = headOf(document, reading);
    return { ...head, status: 'would_import', reason: null, document_id: null, procedures };
  }

  private async nothingToDo(
    tx: AccountTx,
    document: KnowledgeDocument,
    hash: Buffer,
    reading: Reading,
  ): Promise<(Omit<DocumentOutcome, 'procedures'> & { procedures: [] }) | null> {
    const head = headOf(document, reading);
    const known = await this.documents.findByHash(tx, hash);
    if (known) {
      const asName = known.name === document.name ? '' : ` as "${known.name}"`;
      const reason = `The same content was imported before${asName}`;
      return { ...head, status: 'already_imported', reason, document_id: known.id, procedures: [] };
    }
    if (reading.nothing === null) return null;
    return { ...head, status: 'no_procedure', reason: reading.nothing, document_id: null, procedures: [] };
  }

  private async importProcedure(tx: AccountTx, part: ImportedPart): Promise<ProcedureOutcome> {
    const { document, id: documentId, procedure, index, earlier, reading } = part;
    const session = sessionOf(procedure, document);
    const { id: sessionId } = await this.sessions.record(tx, session, { observe: false });
    const recorded = await this.recorded.findUnobserved(tx, sessionId);
    if (!recorded) throw new Error('a session that was just recorded has an observation');
    const { decision, placed, proposalId } = await this.observer.observe(tx, {
      session: recorded,
      document: procedure.document,
      earlier: earlierOf(earlier, index, reading),
    });
    const { title, faults } = procedure;
    const spans = placesOf(procedure);
    await this.documents.insertProcedure(tx, {
      ...{ documentId, number: index + 1, title, sessionId, flowData: placed, spans, faults },
    });
    return {
      ...{ title, decision: decision.type, reason: decision.reason, session_id: sessionId },
      ...{ proposal_id: proposalId, target_flow_id: decision.targetFlowId },
      nodes: procedure.document.nodes.length,
    };
  }

  private async previewProcedure(
    tx: AccountTx,
    document: KnowledgeDocument,
    procedure: Procedure,
    earlier: WrittenProcedure['earlier'],
  ): Promise<ProcedurePreview> {
    const session = sessionOf(procedure, document);
    const { decision } = await this.observer.consider(tx, {
      session: {
        ...session,
        ...{ id: NO_SESSION, teamId: null, outcome: 'resolved', outcomeConfirmed: false },
        ...{ opening: procedure.description, resolutionSummary: null },
      },
      document: procedure.document,
      earlier,
    });
    const { title, description } = procedure;
    return {
      ...{ title, description, problem_domain: session.problemDomain },
      ...{ decision: decision.type, reason: decision.reason, target_flow_id: decision.targetFlowId },
      joins_proposal_id: decision.joinsProposalId,
      nodes: procedure.document.nodes.length,
      flow_data: procedure.document,
      spans: placesOf(procedure).map((span, index) => ({
        node_id: procedure.document.nodes[index]?.id ?? '',
        ...span,
      })),
    };
  }
}

interface ImportedPart {
  document: KnowledgeDocument;
  id: string;
  procedure: Procedure;
  index: number;
  earlier: readonly KnowledgeProcedureEntity[];
  reading: Reading;
}

function headOf({ name, format }: KnowledgeDocument, { procedures, faults }: Reading) {
  return { name, format, faults: [...faults, ...procedures.flatMap((procedure) => procedure.faults)] };
}

function hashOf({ format, content }: KnowledgeDocument): Buffer {
  return createHash('sha256').update(`${format}\0${content}`).digest();
}

/** The same procedure in the document as it was: by its title, or by its place where the document has as many as then. */
function earlierOf(
  earlier: readonly KnowledgeProcedureEntity[],
  index: number,
  { procedures }: Reading,
): WrittenProcedure['earlier'] {
  const title = procedures[index]?.title;
  const sameTitle = earlier.find((each) => each.title === title);
  const samePlace = earlier.length === procedures.length ? earlier[index] : undefined;
  const isFree = samePlace && !procedures.some((each) => each.title === samePlace.title);
  const found = sameTitle ?? (isFree ? samePlace : undefined);
  return found ? { document: found.flowData, sessionId: found.sessionId } : null;
}

/** Where each node came from, in the order of the nodes. */
function placesOf({ document, spans }: Procedure): Span[] {
  return document.nodes.map(({ id }) => spans.get(id) ?? NO_SPAN);
}

/** The session that a procedure becomes: its nodes are the steps, in the order of the text. */
function sessionOf(
  { title, description, problemDomain, document }: Procedure,
  { name, problemDomain: given }: KnowledgeDocument,
): NewSession & { steps: SessionStep[] } {
  return {
    externalId: null,
    title,
    problemDomain: problemDomain ?? given,
    origin: 'kb_import',
    messages:
      description === null ? [] : [{ role: 'user', content: description.slice(0, SESSION_LIMITS.content) }],
    steps: document.nodes.map(({ kind, text }) => ({ kind: STEP_KINDS[kind], text, result: null })),
    linkedTicketId: null,
    linkedTicketKind: null,
    ending: { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary: `Imported from ${name}` },
  };
}
