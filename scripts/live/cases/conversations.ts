import { jsonSchema, tool, type ModelMessage, type Tool } from "ai";

/** Earlier turns that a small model imitates. They say what form an answer takes; what it says is the model's business. */

const cities = ["Rome", "Oslo", "Lima", "Cairo", "Paris", "London"] as const;
type City = (typeof cities)[number];

export interface WeatherQuestion {
  readonly city: City;
}

/** A tool that answers what it is given to answer, one text a call, and remembers what it was asked. */
export function weatherTool(answers: readonly string[], asked: WeatherQuestion[] = []): Tool<WeatherQuestion, string> {
  return tool({
    description: "Get the weather of a city",
    inputSchema: jsonSchema<WeatherQuestion>({
      type: "object",
      properties: { city: { type: "string", enum: [...cities] } },
      required: ["city"],
      additionalProperties: false,
    }),
    execute: (question) => answers[asked.push(question) - 1] ?? "done",
  });
}

export function isWeatherQuestion(input: unknown): input is WeatherQuestion {
  const { city } = input as WeatherQuestion;
  return cities.includes(city) && Object.keys(input as object).length === 1;
}

const user = (content: string): ModelMessage => ({ role: "user", content });

function calls(asked: readonly City[]): ModelMessage {
  return { role: "assistant", content: asked.map((city) => ({ type: "tool-call", toolCallId: `call-${city}`, toolName: "getWeather", input: { city } })) };
}

function results(answers: Readonly<Partial<Record<City, string>>>): ModelMessage {
  return {
    role: "tool",
    content: Object.entries(answers).map(([city, value]) => ({ type: "tool-result", toolCallId: `call-${city}`, toolName: "getWeather", output: { type: "text", value } })),
  };
}

/** Two cities asked about in one turn, twice; then a third pair. */
export function parallelQuestions(): ModelMessage[] {
  const turns = (first: City, second: City): ModelMessage[] => [
    user(`Weather in ${first} and ${second}?`),
    calls([first, second]),
    results({ [first]: `18 C in ${first}`, [second]: `18 C in ${second}` }),
    { role: "assistant", content: `18 C in ${first} and ${second}` },
  ];
  return [...turns("Rome", "Oslo"), ...turns("Lima", "Cairo"), user("Weather in Paris and London?")];
}

/** What the weather tool answers in `questionsInSteps`: the first answer asks for the next call. */
export const stepAnswers: readonly string[] = ["next", "done"];

/** Two cities asked about one after the other, twice; then a third pair. */
export function questionsInSteps(): ModelMessage[] {
  const turns = (first: City, second: City): ModelMessage[] => [
    user(`Weather in ${first}, then in ${second}?`),
    calls([first]),
    results({ [first]: "next" }),
    calls([second]),
    results({ [second]: "done" }),
    { role: "assistant", content: "Done." },
  ];
  return [...turns("Rome", "Oslo"), ...turns("Lima", "Cairo"), user("Weather in Paris, then in London?")];
}

/** Sums answered after thinking, three times; then a fourth. */
export function sumsWithReasoning(): ModelMessage[] {
  const turns = (question: string, thought: string, answer: string): ModelMessage[] => [
    user(question),
    { role: "assistant", content: [{ type: "reasoning", text: thought }, { type: "text", text: answer }] },
  ];
  return [
    ...turns("1+1?", "One and one make two.", "2"),
    ...turns("3+3?", "Three and three make six.", "6"),
    ...turns("4+4?", "Four and four make eight.", "8"),
    user("2+2?"),
  ];
}
