import { quote, type Bench } from "../bench.ts";
import { user } from "../material.ts";

/** A letter that hardly a sentence does without. */
const stop = "e";

/** An answer that ends at a letter. */
export async function checkStopSequences(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("stopSequences", { prompt: user("What is the sea? Answer in one sentence."), stopSequences: [stop] });
  if (heard === undefined) return;
  const { text, finishReason } = heard;
  const at = text.indexOf(stop);
  const said = `told to stop at "${stop}", it wrote ${quote(text)}`;
  if (at !== -1 && at < text.length - 1) bench.report("stopSequences", false, said);
  else if (text !== "" && finishReason === "stop") bench.report("stopSequences", true, said);
  else bench.report("stopSequences", "unknown", `${said} (${finishReason})`);
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
    const heard = await bench.answerTo("seed", { prompt: user("Write six random words."), seed, maxOutputTokens: 24 });
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
