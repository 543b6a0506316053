/** What a text can say, for answers whose code and status do not decide. */
export type Phrase =
  | "badKey"
  | "badToolCall"
  | "callersFault"
  | "contentPolicy"
  | "contextLength"
  | "modelMissing"
  | "overload"
  | "rateLimit"
  | "requestTooLarge"
  | "serverTrouble"
  | "spentMoney"
  | "timeout";

/**
 * Each pattern stands for words that services use; a looser one would turn ordinary words of a prompt, echoed in an error,
 * into a verdict.
 */
const phrases: Readonly<Record<Phrase, readonly RegExp[]>> = {
  badKey: [
    /api[ _-]?key (?:is )?(?:invalid|missing|expired|not (?:found|valid|provided))/i,
    /\b(?:invalid|incorrect|missing|expired|no|wrong|unknown) (?:openai )?api[ _-]?key/i,
    /invalid (?:authentication|authorization|credentials|bearer token)/i,
    /api_key_invalid|no auth credentials|authenticationerror/i,
  ],
  badToolCall: [
    /failed to (?:parse|call) (?:a |the )?(?:tool|function)/i,
    /(?:invalid|malformed|error parsing) tool[ _-]call/i,
    /failed to generate json|failed_generation/i,
  ],
  /** Requests that servers answer with a 500 although sending them again changes nothing. */
  callersFault: [
    /(?:image|audio|video|file)s? input is not supported/i,
    /\boption "[^"\n]{1,64}" must be of type/i,
    /\binvalid format: |invalid json schema in format/i,
    /does not support (?:tools|thinking|chat|generate|insert|embeddings?|images?|vision)/i,
    /json: cannot unmarshal|illegal base64 data|unable to generate parser for this template/i,
  ],
  contentPolicy: [
    /content[ _-](?:policy|filter|management policy|moderation)/i,
    /requires moderation|(?:was|been|is) flagged|flagged (?:as|for|by)/i,
    /data_?inspection_?failed|inappropriate content|safety (?:system|policy|reasons)/i,
  ],
  /** "max_tokens" alone is not among these: in a 400 it is nearly always a parameter out of range. */
  contextLength: [
    /context[ _-]?(?:length|window|size)[^.\n]{0,40}exceed/i,
    /exceed[^.\n]{0,60}\bcontext/i,
    /maximum context|maximum (?:prompt|input) length/i,
    /(?:prompt|input) is too long|too many (?:input )?tokens(?! per)/i,
    /input (?:token )?(?:length|count)[^.\n]{0,40}exceed/i,
    /(?:prompt|input)[^.\n]{0,40}(?:longer than|exceeds) (?:the )?(?:maximum|model)/i,
    /reduce the length of the (?:messages|prompt|input)/i,
  ],
  /** That the model named in the request is not there, as opposed to the path. */
  modelMissing: [
    /model_not_(?:found|exist)|invalid model name|unknown model|no such model|not a valid model\b/i,
    /\bmodels?\b[^\n]{0,120}?\b(?:not found|does ?n[o']t exist|does not exist|not exist|is not available)/i,
    /\bmodels?\b[^\n]{0,120}?\b(?:has been (?:decommissioned|deprecated|removed)|is no longer (?:available|supported))/i,
    /no endpoints found for/i,
  ],
  overload: [
    /overloaded|(?:over|at|no) capacity|capacity (?:exceeded|reached)|high demand/i,
    /server (?:is )?busy|maximum pending requests/i,
    /loading model|model is (?:currently )?loading/i,
  ],
  rateLimit: [
    /rate[ _-]?limit|too many requests|throttl|in_?cooldown/i,
    /(?:requests|tokens) per (?:second|minute|hour|day)/i,
  ],
  requestTooLarge: [/request too large for|request entity too large|payload too large/i],
  serverTrouble: [
    /internal (?:server )?error|unexpectedly stopped|out of memory|connection error/i,
    /(?:service|server) (?:is )?(?:currently |temporarily )?unavailable|bad gateway/i,
    /had an error (?:while )?processing|upstream (?:connect )?error/i,
  ],
  spentMoney: [
    /insufficient[ _](?:balance|credits?|funds|quota)|credit balance/i,
    /\b(?:out of|no|not enough|more|all available) credits/i,
    /spend(?:ing)?[ _]limit|plan and billing|billing (?:hard )?limit/i,
    /arrearage|account (?:is )?(?:in arrears|overdue)/i,
    /free tier of the model has been exhausted/i,
  ],
  timeout: [/timed? ?out|deadline exceeded/i],
};

/** Whether the text says so. */
export function says(phrase: Phrase, text: string): boolean {
  return phrases[phrase].some((pattern) => pattern.test(text));
}
