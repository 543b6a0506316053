import { describe, expect, it } from "vitest";
import { audioFileName } from "../../src/models/audio-file-name.ts";

describe("audioFileName", () => {
  it.each([
    ["audio/mpeg", "audio.mp3"],
    ["audio/wav", "audio.wav"],
    ["audio/x-wav", "audio.wav"],
    ["Audio/WebM; codecs=opus", "audio.webm"],
    ["audio/mp4", "audio.m4a"],
    ["audio/x-m4a", "audio.m4a"],
    ["audio/flac", "audio.flac"],
    ["audio/ogg", "audio.ogg"],
    ["video/mp4", "audio.mp4"],
    ["video/webm", "audio.webm"],
    ["audio/amr", "audio.amr"],
    ["audio/*", "audio.wav"],
    ["audio", "audio.wav"],
    ["application/octet-stream", "audio.wav"],
    ["audio/../etc", "audio.wav"],
    ["", "audio.wav"],
  ])("names %j %s", (mediaType, name) => {
    expect(audioFileName(mediaType)).toBe(name);
  });
});
