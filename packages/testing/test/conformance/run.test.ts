import { describe, expect, it } from "vitest";
import { conformanceCases, runConformance } from "../../src/index.ts";
import { describeProvider } from "../../src/vitest.ts";
import { createReference, referenceOptions } from "./reference-provider.ts";

const plain = "a whole answer is read";
const images = "the bytes of an image are sent in base64";

describe("runConformance", () => {
  it("gives a result for each case, in the suite's order", async () => {
    const only = conformanceCases.filter(({ group }) => group === "contract").map(({ name }) => name);
    const results = await runConformance(createReference, { ...referenceOptions, only });
    expect(results.map(({ name, outcome }) => [name, outcome])).toEqual(only.map((name) => [name, "passed"]));
  });

  it("says why a case failed", async () => {
    const results = await runConformance((settings) => createReference({ ...settings, apiKey: "test-key-wrong" }), { ...referenceOptions, only: [plain] });
    expect(results).toMatchObject([{ name: plain, group: "text", outcome: "failed", reason: expect.stringContaining("401") }]);
  });

  it("tells what is not offered from what fails", async () => {
    const blind = { [referenceOptions.models.text]: { imageInput: false } };
    const results = await runConformance((settings) => createReference({ ...settings, models: { ...blind, ...settings.models } }), { ...referenceOptions, only: [images] });
    expect(results).toMatchObject([{ outcome: "not offered", reason: "needs imageInput" }]);
  });

  it("does not ask a provider of another library what only ours can do", async () => {
    const foreign = { specificationVersion: "v4" as const, ...createReferenceModels() };
    const results = await runConformance(() => foreign, { ...referenceOptions, only: ["a good key checks as ok, and costs no tokens"] });
    expect(results).toMatchObject([{ outcome: "not offered", reason: "needs portolan" }]);
  });

  it("keeps the reason of a skipped case", async () => {
    const results = await runConformance(createReference, { ...referenceOptions, only: [plain], skip: { [plain]: "for a reason" } });
    expect(results).toMatchObject([{ outcome: "skipped", reason: "for a reason" }]);
  });

  it("refuses names that no case has", async () => {
    await expect(runConformance(createReference, { ...referenceOptions, skip: { "a case nobody wrote": "why" } })).rejects.toThrow('no case named "a case nobody wrote"');
    await expect(runConformance(createReference, { ...referenceOptions, only: ["another"] })).rejects.toThrow('no case named "another"');
  });

  it("refuses a skip without a reason", async () => {
    await expect(runConformance(createReference, { ...referenceOptions, skip: { [plain]: " " } })).rejects.toThrow(`needs a reason: "${plain}"`);
  });
});

describe("describeProvider", () => {
  it("fails the run for a name that no case has, and for a skip without a reason", () => {
    expect(() => describeProvider(createReference, { ...referenceOptions, skip: { "a case nobody wrote": "why" } })).toThrow("no case named");
    expect(() => describeProvider(createReference, { ...referenceOptions, skip: { [plain]: "" } })).toThrow("needs a reason");
  });
});

function createReferenceModels() {
  const { languageModel, embeddingModel, imageModel } = createReference({ baseURL: "http://127.0.0.1:9/v1", apiKey: "test-key" });
  return { languageModel, embeddingModel, imageModel };
}
