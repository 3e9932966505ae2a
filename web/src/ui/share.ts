const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

/** A share from 0 to 1 as people read it. */
export const shareText = (share: number): string => PERCENT.format(share);
