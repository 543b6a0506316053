import { conformanceCases, type ConformanceCase } from "@portolan/testing";

const introduction = `# Conformance

What every provider must do, case by case. Each case calls the provider against an emulated service over real HTTP and checks what
comes back; each stands for something services really send, or for something a caller relies on. Some are rules of the AI SDK's
provider interface, others are promises beyond it: a library that decides otherwise is not therefore broken.

Run it in a provider's tests:

\`\`\`ts
import { describeProvider } from "@portolan/testing/vitest";
import { createGroq } from "@portolan/provider-groq";

describeProvider(createGroq, {
  emulator: "groq",
  models: { text: "openai/gpt-oss-20b" },
  skip: { "a case that cannot hold here": "why it cannot" },
});
\`\`\`

or without a test runner, with \`runConformance\` of \`@portolan/testing\`. Any AI SDK provider fits, whoever made it:
\`npm run compare\` runs the suite against the official libraries too, and \`npm run compare -- --failures\` says what each of them
does instead.

A case applies unless the column *needs* names something the provider does not offer: \`portolan\` is a provider made by
\`@portolan/core\`, \`openai-chat\` one for a service that speaks OpenAI's form, \`ollama\` one for Ollama's own API, \`groq\` one for
Groq's own form, a capability such as \`tools\` must not be \`false\` for the model in use,
and the rest (a kind of model such as \`embeddings\` or \`image\`, \`reasoningTags\`, \`providerOptions\`, \`retiredModel\`, \`keyed\` or
\`keyless\`) is stated by the provider's test.

This page is written by \`npm run conformance-docs\`.
`;

/** The page of the documentation that lists the suite. */
export function writeConformancePage(cases: readonly ConformanceCase[] = conformanceCases): string {
  const groups = [...new Set(cases.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const ofGroup = cases.filter((one) => one.group === group);
    const rows = ofGroup.map(({ name, fact, needs }) => `| ${inCell(name)} | ${inCell(fact)} | ${needs.map((need) => `\`${need}\``).join(", ")} |`);
    return `## ${group[0]?.toUpperCase()}${group.slice(1)} (${ofGroup.length})\n\n| Case | Why | Needs |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `${introduction}\n${cases.length} cases in ${groups.length} groups.\n\n${sections.join("\n")}`;
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|");
}
