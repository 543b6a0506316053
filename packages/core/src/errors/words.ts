/** What a text can say, for answers whose code and status do not decide. */
export type Phrase =
  | "requestTooLarge"
  | "badKey"
  | "spentMoney"
  | "contentPolicy"
  | "badToolCall"
  | "overload"
  | "rateLimit"
  | "timeout"
  | "serverTrouble"
  | "contextLength"
  | "modelMissing"
  | "callersFault";

/**
 * Each pattern was seen in an answer or in a server's source; a looser one would turn ordinary words of a prompt, echoed in an
 * error, into a verdict.
 */
const phrases: Readonly<Record<Phrase, readonly RegExp[]>> = {
  requestTooLarge: [/request too large for|request entity too large|payload too large/i],
  badKey: [
    /api key not valid|(?:invalid|incorrect|missing|expired|no|wrong|unknown) (?:openai )?api[ -_]?key|api[ _-]?key (?:is )?(?:invalid|missing|expired|not (?:found|valid|provided))|invalid (?:authentication|authorization|credentials|bearer token)|api_key_invalid|no auth credentials|authenticationerror/i,
  ],
  spentMoney: [
    /insufficient[ _](?:balance|credits?|funds|quota)|credit balance|(?:out of|no|not enough|more|all available) credits|spend(?:ing)?[ _]limit|plan and billing|billing (?:hard )?limit|account (?:is )?(?:in arrears|overdue)|arrearage|exceeded your (?:monthly|current) (?:usage|spend)|free tier of the model has been exhausted/i,
  ],
  contentPolicy: [
    /content[ _-](?:policy|filter|management|moderation)|moderation|was flagged|flagged as|data_inspection|inappropriate content|safety (?:system|policy|reasons)/i,
  ],
  badToolCall: [
    /failed to (?:parse|call) (?:a |the )?(?:tool|function)|(?:invalid|malformed|error parsing) tool[ _-]call|tool call (?:parsing|could not be parsed)|failed to generate json|failed_generation/i,
  ],
  overload: [
    /overloaded|over capacity|at capacity|capacity (?:exceeded|reached)|high demand|server (?:is )?busy|maximum pending requests|loading model|model is (?:currently )?loading|try again later due to load|no capacity/i,
  ],
  rateLimit: [
    /rate[ _-]?limit|too many requests|requests per (?:minute|second|day)|tokens per (?:minute|day)|throttl|in_?cooldown/i,
  ],
  timeout: [/timed? ?out|deadline exceeded/i],
  serverTrouble: [
    /internal (?:server )?error|unexpectedly stopped|(?:service|server) (?:is )?(?:currently |temporarily )?unavailable|bad gateway|had an error (?:while )?processing|connection error|upstream (?:connect )?error|out of memory/i,
  ],
  /** "max_tokens" alone is not among these: in a 400 it is nearly always a parameter out of range. */
  contextLength: [
    /context[ _-]?(?:length|window|size)[^.\n]{0,40}exceed|exceed[^.\n]{0,60}context|context_?length_?exceeded|contextwindowexceeded|maximum context|maximum (?:prompt|input) length|prompt is too long|input is too long|too many (?:input )?tokens|input (?:token )?(?:length|count)[^.\n]{0,40}exceed|(?:prompt|input)[^.\n]{0,40}(?:longer than|exceeds) (?:the )?(?:maximum|model|context)|reduce the length of the (?:messages|prompt|input)/i,
  ],
  /** That the model named in the request is not there, as opposed to the path. */
  modelMissing: [
    /model_not_found|invalid model name|unknown model|no such model|not a valid model(?: id)?|model_not_exist/i,
    /\bmodels?\b[^\n]{0,200}?\b(?:not found|does ?n[o']t exist|does not exist|not exist|is not available|has been (?:decommissioned|deprecated|removed)|is no longer (?:available|supported))/i,
    /no endpoints found|no (?:allowed )?providers? (?:are )?available for (?:the )?(?:selected )?model|invalid model\b(?! parameter)/i,
  ],
  /** Requests that servers answer with a 500 although sending them again changes nothing. */
  callersFault: [
    /(?:image|audio|video|file)s? input is not supported/i,
    /^option "[^"\n]{1,64}" must be of type/i,
    /^invalid format: |invalid json schema in format/i,
    /does not support (?:tools|thinking|chat|generate|insert|embeddings?|images?|vision)/i,
    /json: cannot unmarshal|illegal base64 data|unable to generate parser for this template/i,
  ],
};

/** Whether the text says so. */
export function says(phrase: Phrase, text: string): boolean {
  return phrases[phrase].some((pattern) => pattern.test(text));
}
