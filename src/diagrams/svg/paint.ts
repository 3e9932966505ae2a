/** Text on its fill keeps a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
export interface Paint {
  fill: string;
  /** Of borders, lines and headings. */
  line: string;
}
