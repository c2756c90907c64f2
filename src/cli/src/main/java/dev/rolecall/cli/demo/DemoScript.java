package dev.rolecall.cli.demo;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens in the demo, and what must come of it: {@code demo.jsonl} of the example.
 *
 * <p>A line is {@code {"store": POD}}, {@code {"bucket": NAME, "account": ID, "documents": {...}}}
 * or {@code {"who": POD, "does": DEED, "must": RESULT}}; empty lines and lines that begin with
 * {@code #} are for people.
 *
 * @param store the pod that the protected service runs as
 */
record DemoScript(Path file, String store, List<Bucket> buckets, List<Step> steps) {
  DemoScript {
    buckets = List.copyOf(buckets);
    steps = List.copyOf(steps);
  }

  static DemoScript read(Path file) {
    Reading reading = new Reading(file);
    try {
      reading.all(Files.readAllLines(file));
    } catch (IOException e) {
      throw Failure.of(
          "there is no demo in this folder",
          file.toString(),
          e,
          "name a folder that has one; examples/quickstart does");
    }
    return new DemoScript(file, reading.store, reading.buckets, reading.steps);
  }

  private static final class Reading {
    private final Path file;
    private final List<Bucket> buckets = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String store = "";
    private int line;

    Reading(Path file) {
      this.file = file;
    }

    void all(List<String> lines) {
      for (String text : lines) {
        line++;
        if (!text.isBlank() && !text.startsWith("#")) {
          one(text);
        }
      }
      if (store.isEmpty() || steps.isEmpty()) {
        throw wrong("it needs a line with \"store\" and lines with \"who\"");
      }
    }

    private void one(String text) {
      if (!(parsed(text) instanceof JsonObject object)) {
        throw wrong("not a JSON object");
      }
      if (object.get("store").isPresent()) {
        store = text(object, "store");
      } else if (object.get("bucket").isPresent()) {
        buckets.add(bucket(object));
      } else {
        steps.add(step(object));
      }
    }

    private Object parsed(String text) {
      try {
        return Json.parse(text);
      } catch (JsonException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }

    private Bucket bucket(JsonObject object) {
      Map<String, String> documents = new LinkedHashMap<>();
      if (object.get("documents").orElse(null) instanceof JsonObject found) {
        for (Member member : found.members()) {
          documents.put(member.name(), text(found, member.name()));
        }
      }
      try {
        return new Bucket(
            text(object, "bucket"), new AccountId(text(object, "account")), documents);
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }

    private Step step(JsonObject object) {
      String does = text(object, "does");
      Deed deed = Deed.parse(does).orElseThrow(() -> wrong("no workload can do '" + does + "'"));
      String must = text(object, "must");
      if (!must.startsWith("arn:") && !must.equals(Step.ALLOWED) && !must.equals(Step.REFUSED)) {
        throw wrong("\"must\" is allowed, refused or an ARN, not '" + must + "'");
      }
      return new Step(line, text(object, "who"), does, deed, must);
    }

    private String text(JsonObject object, String name) {
      if (object.get(name).orElse(null) instanceof JsonString text) {
        return text.value();
      }
      throw wrong("\"" + name + "\" is missing, or no text");
    }

    private Failure wrong(String why) {
      return new Failure(
          "the demo's script cannot be used", file + ":" + line, why, "mend that line");
    }
  }
}
