import { quote, type Bench } from "../bench.ts";
import { user } from "../material.ts";

/** Counting is cut at a number that comes before others. */
export async function checkStopSequences(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("stopSequences", { prompt: user("Count from 1 to 20, with commas: 1, 2, 3"), stopSequences: ["7"] });
  if (heard === undefined) return;
  const { text, finishReason } = heard;
  const beyond = text.slice(text.indexOf("7") + 1);
  if (text.includes("7") && beyond.includes("8")) bench.report("stopSequences", false, `told to stop at 7, it went on: ${quote(text)}`);
  else if (finishReason === "stop" && /6[\s,.;]*7?$/.test(text)) bench.report("stopSequences", true, `told to stop at 7, it wrote ${quote(text)}`);
  else bench.report("stopSequences", "unknown", `told to stop at 7, it wrote ${quote(text)} (${finishReason})`);
}

/** A word that only the system message holds. */
export async function checkSystemMessages(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("systemMessages", {
    prompt: [{ role: "system", content: "Whatever is asked, answer with the one word PORTOLAN." }, ...user("What is the capital of France?")],
  });
  if (heard === undefined) return;
  const isHeeded = /portolan/i.test(heard.text);
  bench.report("systemMessages", isHeeded ? true : "unknown", isHeeded ? "it said the word it was told to" : `the message was taken and not followed: ${quote(heard.text)}`);
}

/** The field has no place in the AI SDK's call options; it goes as an option of the provider's own. */
export async function checkLogprobs(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("logprobs", { prompt: user("Say hello."), maxOutputTokens: 16, providerOptions: { [bench.providerId]: { logprobs: true } } });
  if (heard === undefined) return;
  if (heard.hasLogprobs) bench.report("logprobs", true, "the answer came with log probabilities");
  else if (/"logprobs":true/.test(heard.sentBody)) bench.report("logprobs", false, "the field was taken and ignored: the answer came without log probabilities");
  else bench.report("logprobs", "unknown", "the package does not show that it sends the field");
}

const seeds = [7, 7, 8] as const;

/** The same seed must give the same text, and another one another. */
export async function checkSeed(bench: Bench): Promise<void> {
  const texts: string[] = [];
  for (const seed of seeds) {
    const heard = await bench.answerTo("seed", { prompt: user("Write six random words."), seed, temperature: 1, maxOutputTokens: 24 });
    if (heard === undefined) return;
    texts.push(heard.text);
    if (heard.text === "") {
      bench.report("seed", "unknown", `nothing came before the answer ended (${heard.finishReason})`);
      return;
    }
    if (texts.length === 2 && texts[0] !== texts[1]) {
      bench.report("seed", "unknown", "the seed was taken, and the same one gave different texts");
      return;
    }
  }
  const differs = texts[2] !== texts[0];
  bench.report("seed", differs ? true : "unknown", differs ? "the same seed gave the same text, another seed another" : "the seed was taken; every seed gave the same text");
}
