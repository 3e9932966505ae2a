/** SQL for the first message of the user in a session's transcript: the problem in the caller's own words. */
export const OPENING_OF_TRANSCRIPT = `jsonb_path_query_first(transcript, '$[*] ? (@.role == "user").content') #>> '{}'`;
