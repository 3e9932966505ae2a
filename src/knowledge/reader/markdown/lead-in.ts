/** Characters of a lead-in that is put before the first step of its list. */
export const LEAD = 200;
/** A lead-in that says no more than that steps follow. */
export const GENERIC_LEAD =
  /(?<![\p{L}])(?:follow(?:ing)?|these|below|steps?|procedure|instructions?|as follows|examples?|schritten?|folgend\p{L}*|diese[nr]?|pasos|siguientes?|est[ao]s|étapes|suivant\p{L}*|ces|passos|seguintes?|passaggi|seguenti|quest[ei]|stappen|volgende|deze)(?![\p{L}])/iu;
/** A paragraph that only names where more is written. */
export const ONLY_LINKS = /^(?:see|refer to|more|docs?|documentation|link|read)\b.{0,200}https?:\S+\W*$/is;
/** A lead-in to what a command prints, or to what something looks like. */
export const SHOWN =
  /\b(?:example|expected|sample)? ?(?:output|result|response)\b[^.]{0,60}:$|^(?:for )?(?:examples?|samples?):$/i;
/** A lead-in to what may be the matter, which nobody does. */
export const CAUSES =
  /\b(?:causes?|reasons?|scenarios?|possibilities|cases|situations|symptoms|explanations|ursachen|gründe|möglichkeiten|raisons|causas|razones|motivos|cause|motivi|oorzaken|redenen)\b[^.]{0,60}:$/iu;
