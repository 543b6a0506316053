/** `npm run new-provider acme`: a package that runs and passes the conformance suite at once, to be filled with what its service is like. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readManifest, root } from "./workspace.ts";

const [id = ""] = process.argv.slice(2);
const folder = `packages/provider-${id}`;
const template = "packages/provider-groq";
const name = `@portolan/provider-${id}`;
const camel = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const create = `create${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
const keyVariable = `${id.toUpperCase().replaceAll("-", "_")}_API_KEY`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content, { flag: "wx" });
  console.log(`made ${path}`);
}

const source = `import { defineProvider, type Provider, type ProviderFactory } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";

/** ${id} as an AI SDK provider. */
export const ${create}: ProviderFactory = defineProvider({
  id: "${id}",
  baseURL: "https://api.${id}.example/v1",
  env: { apiKey: ["${keyVariable}"] },
  language: openaiChat(),
});

/** With the key from \`${keyVariable}\`, looked up at the first call. */
export const ${camel}: Provider = ${create}();
`;

const test = `import { describeProvider } from "@portolan/testing/vitest";
import { beforeAll, vi } from "vitest";
import { ${create} } from "../src/index.ts";

// A key of the developer's own would answer for the missing one.
beforeAll(() => void vi.stubEnv("${keyVariable}", undefined));

describeProvider(${create}, { emulator: "openai", models: { text: "gpt-4.1-nano" } });
`;

const example = `\`\`\`ts
import { ${camel} } from "${name}";
import { generateText } from "ai";

const { text } = await generateText({ model: ${camel}("some-model"), prompt: "Why is the sea salt?" });
\`\`\``;

const readme = `# ${name}

${id} as an [AI SDK](https://ai-sdk.dev) provider.

## Install

\`\`\`sh
npm install ${name} ai
\`\`\`

## Example

${example}

## Settings

\`${create}({ … })\` takes the settings of every provider. The key comes from \`${keyVariable}\` unless \`apiKey\` is given.

## Capabilities

Nothing is stated yet: \`${camel}.capabilities("some-model")\` says \`"unknown"\`, and nothing is refused.

## Quirks

None known.
`;

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) fail("usage: npm run new-provider <id>   (lower-case letters, digits and single dashes)");
if (existsSync(join(root, folder))) fail(`${folder} is there already`);

const manifest = {
  ...readManifest(join(root, template)),
  name,
  version: "0.0.0",
  description: `${id} for the AI SDK.`,
  keywords: ["ai", "ai-sdk", "llm", "provider", id],
  dependencies: { "@portolan/core": "workspace:^" },
  devDependencies: { "@portolan/testing": "workspace:*" },
};
write(`${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
for (const file of ["tsconfig.json", "tsconfig.build.json"]) cpSync(join(root, template, file), join(root, folder, file));
write(`${folder}/src/index.ts`, source);
write(`${folder}/test/conformance.test.ts`, test);
write(`${folder}/README.md`, readme);
write(`docs/providers/${id}.md`, `# ${id}\n\n${example}\n\nThe key comes from \`${keyVariable}\`.\n`);
write(`.changeset/provider-${id}.md`, `---\n"${name}": minor\n---\n\n${id} as a provider.\n`);

const { status } = spawnSync("pnpm", ["install", "--no-frozen-lockfile"], { cwd: root, stdio: "inherit" });
if (status !== 0) fail("pnpm could not link the new package; its words are above.");
console.log(`\nNow fill ${folder}/src/index.ts, and run: npm test -- --project ${name}`);
