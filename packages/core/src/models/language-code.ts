/** Whisper's names of languages, as in openai/whisper's tokenizer.py, each followed by its code. */
const namesAndCodes: string = `
english en chinese zh german de spanish es russian ru korean ko french fr japanese ja portuguese pt turkish tr polish pl catalan ca
dutch nl arabic ar swedish sv italian it indonesian id hindi hi finnish fi vietnamese vi hebrew he ukrainian uk greek el malay ms
czech cs romanian ro danish da hungarian hu tamil ta norwegian no thai th urdu ur croatian hr bulgarian bg lithuanian lt latin la
maori mi malayalam ml welsh cy slovak sk telugu te persian fa latvian lv bengali bn serbian sr azerbaijani az slovenian sl
kannada kn estonian et macedonian mk breton br basque eu icelandic is armenian hy nepali ne mongolian mn bosnian bs kazakh kk
albanian sq swahili sw galician gl marathi mr punjabi pa sinhala si khmer km shona sn yoruba yo somali so afrikaans af occitan oc
georgian ka belarusian be tajik tg sindhi sd gujarati gu amharic am yiddish yi lao lo uzbek uz faroese fo haitian-creole ht
pashto ps turkmen tk nynorsk nn maltese mt sanskrit sa luxembourgish lb myanmar my tibetan bo tagalog tl malagasy mg assamese as
tatar tt hawaiian haw lingala ln hausa ha bashkir ba javanese jv sundanese su cantonese yue`;

/**
 * The ISO 639-1 code of a language as transcription services name it: Whisper says `english`, Groq `English`, others `en` or
 * `en-US`. Hawaiian and Cantonese have ISO 639-3 codes only. A name that is not known comes back as it was.
 */
export function languageCode(language: string): string {
  const name = language.trim().toLowerCase().replaceAll(" ", "-");
  if (/^[a-z]{2,3}([-_]|$)/.test(name) && name !== "lao") return name.split(/[-_]/)[0] ?? name;
  const words = namesAndCodes.trim().split(/\s+/);
  const place = words.indexOf(name);
  return place % 2 === 0 ? (words[place + 1] ?? language) : language;
}
