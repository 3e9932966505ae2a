/** Whether a flow still holds. */
export class VerificationStateDto {
  verified_at: Date;

  /** null while it holds as far as is known */
  needs_verification_since: Date | null;

  downgraded_at: Date | null;
}
