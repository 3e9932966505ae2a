/** Bodies to try in Swagger UI. */
export const MOVE_EXAMPLES = {
  noted: {
    summary: 'With the reason',
    value: {
      flow_id: '0199c2f8-0c11-7e55-b2a4-3d6f8a9b0c21',
      flow_version: 2,
      proposal_id: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
      notes: 'The toner was empty; that the queue stood still came of it.',
    },
  },
};
