import { useState } from 'react';
import { DialogForm } from '../keys/dialog-form.js';
import { texts } from '../texts/texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { BulkCompose, useBulkForm } from './bulk-compose.view.js';
import { BulkProgress, BulkResultView } from './bulk-result.view.js';
import { useBulk } from './bulk.actions.js';
import { decisionOf, undoingOf, type BulkChoice, type BulkWanted } from './bulk.js';

/** Decides on many: what to do, what would come of it, and once that was seen, what came of it, which can be taken back. */
export function BulkDialog({
  choice,
  onDone,
  onClose,
}: {
  choice: BulkChoice;
  /** Something was decided, and what was chosen is no more. */
  onDone: () => void;
  onClose: () => void;
}) {
  const form = useBulkForm();
  const rehearsal = useBulk(() => undefined);
  const decision = useBulk(onDone);
  const [wanted, setWanted] = useState<BulkWanted | null>(null);

  const rehearse = (what: BulkWanted): void => {
    setWanted(what);
    decision.reset();
    rehearsal.reset();
    rehearsal.run({ ...what, dry_run: true });
  };
  const stage = stageOf();
  const isUndoing = wanted?.action === 'revert' || wanted?.action === 'reopen';
  return (
    <DialogForm
      opened
      title={isUndoing ? texts.bulk.titleUndo : texts.bulk.title(choice.ids?.length ?? null)}
      onClose={onClose}
      {...stage}
    />
  );

  function stageOf(): { send: string; incomplete: boolean; onSend: () => void; children: React.ReactNode } {
    if (decision.result) {
      const undoing = undoingOf(decision.result);
      return {
        send: texts.states.close,
        incomplete: false,
        onSend: onClose,
        children: (
          <BulkResultView
            key="did"
            result={decision.result}
            onUndo={
              undoing &&
              (() => {
                rehearse(undoing);
              })
            }
          />
        ),
      };
    }
    if (decision.isPending || decision.hasFailed) {
      return {
        send: texts.bulk.doing,
        incomplete: true,
        onSend: () => undefined,
        children: <BulkProgress job={decision.job} text={texts.bulk.doing} />,
      };
    }
    if (wanted !== null && rehearsal.result) {
      const tried = rehearsal.result;
      return {
        send: decision.error
          ? texts.bulk.tryAgain
          : texts.bulk.doIt(texts.bulk.actions[wanted.action], tried.succeeded),
        incomplete: tried.succeeded === 0,
        onSend: () => {
          if (decision.error) rehearse(wanted);
          else decision.run(decisionOf(wanted, tried));
        },
        children: (
          <>
            <BulkResultView key="would" result={tried} onUndo={null} />
            <IntentFailure intent={decision} />
          </>
        ),
      };
    }
    if (rehearsal.isPending) {
      return {
        send: texts.bulk.trying,
        incomplete: true,
        onSend: () => undefined,
        children: <BulkProgress job={rehearsal.job} text={texts.bulk.trying} />,
      };
    }
    return {
      send: texts.bulk.tryIt,
      incomplete: false,
      onSend: () => {
        form.send((body) => {
          rehearse({ ...body, ...choice });
        });
      },
      children: (
        <>
          <BulkCompose form={form.form} />
          <IntentFailure intent={rehearsal} />
        </>
      ),
    };
  }
}
