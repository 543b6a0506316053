import { quote, type Bench } from "../bench.ts";
import { pictures, silence, userWithFile } from "../material.ts";

/** One picture of one colour, and a second where the first was told: colours can be guessed. */
export async function checkImageInput(bench: Bench): Promise<void> {
  for (const { name, colour, base64 } of pictures) {
    const prompt = userWithFile("Which colour is this picture? Answer with one word.", "image/png", base64);
    const heard = await bench.answerTo("imageInput", { prompt });
    if (heard === undefined) return;
    if (!colour.test(heard.text)) {
      bench.report("imageInput", "unknown", `the picture was taken, and may have been ignored: of ${name} it said ${quote(heard.text)}`);
      return;
    }
  }
  bench.report("imageInput", true, `it told the colours of ${pictures.length} pictures`);
}

/** A sound that only a refusal tells anything of. */
export async function checkAudioInput(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("audioInput", { prompt: userWithFile("What do you hear? Answer with one word.", "audio/wav", silence) });
  if (heard !== undefined) bench.report("audioInput", "unknown", `the sound was taken, and may have been ignored: of silence it said ${quote(heard.text)}`);
}
