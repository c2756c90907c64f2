package dev.rolecall.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Holds records against the checked-in list of CloudTrail's members. */
public final class CloudTrailShape {
  private static final List<Member> MEMBERS = read();
  private static final List<String> TYPES =
      List.of("AwsApiCall", "AwsServiceEvent", "AwsConsoleSignIn");

  private CloudTrailShape() {}

  private record Member(String name, String type, boolean always) {}

  /** All members are CloudTrail's, of the right types, and none is missing. */
  public static void assertRecord(JsonObject event) {
    check("", event);
    JsonObject identity = object(event, AuditFields.USER_IDENTITY);
    check(text(identity, AuditFields.TYPE) + ".", identity);
    assertThat(text(event, AuditFields.EVENT_VERSION)).matches("1\\.[0-9]{2}");
    assertThat(text(event, AuditFields.EVENT_TIME))
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    assertThat(TYPES).contains(text(event, AuditFields.EVENT_TYPE));
    assertThat(text(event, AuditFields.EVENT_ID))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(event.get(AuditFields.ERROR_CODE).isPresent())
        .isEqualTo(event.get(AuditFields.ERROR_MESSAGE).isPresent());
    event
        .get(AuditFields.RECIPIENT_ACCOUNT_ID)
        .ifPresent(id -> assertThat(((JsonString) id).value()).matches("[0-9]{12}"));
  }

  private static void check(String prefix, JsonObject object) {
    List<Member> known =
        MEMBERS.stream()
            .filter(member ->
                prefix.isEmpty() ? !member.name().contains(".") : member.name().startsWith(prefix))
            .toList();
    assertThat(known).as("members of " + prefix).isNotEmpty();
    for (Member member : known) {
      String name = member.name().substring(prefix.length());
      assertThat(object.get(name).isPresent() || !member.always()).as(name).isTrue();
      object.get(name).ifPresent(value -> assertThat(isOf(member.type(), value)).as(name).isTrue());
    }
    assertThat(known)
        .extracting(member -> member.name().substring(prefix.length()))
        .containsAll(object.members().stream().map(JsonValue.Member::name).toList());
  }

  private static boolean isOf(String type, JsonValue value) {
    return switch (type) {
      case "text" -> value instanceof JsonString;
      case "boolean" -> value instanceof JsonBoolean;
      case "list" -> value instanceof JsonArray;
      case "object" -> value instanceof JsonObject;
      case "object?" -> value instanceof JsonObject || value instanceof JsonNull;
      default -> throw new IllegalStateException("no such type: " + type);
    };
  }

  private static JsonObject object(JsonObject in, String name) {
    return (JsonObject) in.get(name).orElseThrow();
  }

  private static String text(JsonObject in, String name) {
    return ((JsonString) in.get(name).orElseThrow()).value();
  }

  private static List<Member> read() {
    try (InputStream list =
        Objects.requireNonNull(
            CloudTrailShape.class.getResourceAsStream("cloudtrail-members.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" +"))
          .map(parts -> new Member(parts[0], parts[1], parts[2].equals("always")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
