/** A Markdown table; a cell's pipes and line breaks are made harmless. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Words in a row, or what stands for none. */
export function listed(words: readonly string[], none = "none"): string {
  return words.length === 0 ? none : words.join(", ");
}
