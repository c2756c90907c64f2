package dev.rolecall.session;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A session as the JSON text inside its token. The names are short, because tokens are; what is
 * empty is left out.
 */
final class SessionClaims {
  private static final String ROLE_ID = "r";
  private static final String ROLE_ARN = "a";
  private static final String NAME = "n";
  private static final String ACCESS_KEY_ID = "k";
  private static final String TAGS = "t";
  private static final String TRANSITIVE = "x";
  private static final String SOURCE_IDENTITY = "s";
  private static final String POLICIES = "p";
  private static final String POD = "d";
  private static final String CONTEXT = "c";
  private static final String ANCESTORS = "h";
  private static final String ISSUED = "i";
  private static final String EXPIRES = "e";

  private final JsonObject members;

  private SessionClaims(JsonObject members) {
    this.members = members;
  }

  static String write(Session session) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(ROLE_ID, session.roleId().value());
    claims.put(ROLE_ARN, session.roleArn().toString());
    claims.put(NAME, session.name().value());
    claims.put(ACCESS_KEY_ID, session.accessKeyId().value());
    claims.put(ISSUED, session.issuedAt().getEpochSecond());
    claims.put(EXPIRES, session.expiresAt().getEpochSecond());
    putUnlessEmpty(claims, TAGS, new TreeMap<>(session.tags()));
    putUnlessEmpty(claims, CONTEXT, new TreeMap<>(session.context()));
    putUnlessEmpty(claims, TRANSITIVE, List.copyOf(new TreeSet<>(session.transitiveTagKeys())));
    putUnlessEmpty(claims, POLICIES, session.sessionPolicies());
    putUnlessEmpty(claims, POD, pod(session.pod()));
    putUnlessEmpty(
        claims, ANCESTORS, session.ancestors().stream().map(SessionClaims::ancestor).toList());
    session.sourceIdentity().ifPresent(identity -> claims.put(SOURCE_IDENTITY, identity));
    return Json.write(claims);
  }

  private static void putUnlessEmpty(Map<String, Object> claims, String name, List<?> list) {
    if (!list.isEmpty()) {
      claims.put(name, list);
    }
  }

  private static void putUnlessEmpty(Map<String, Object> claims, String name, Map<?, ?> map) {
    if (!map.isEmpty()) {
      claims.put(name, map);
    }
  }

  private static List<String> pod(Optional<PodRef> pod) {
    return pod.map(ref -> List.of(ref.namespace(), ref.name(), ref.uid())).orElse(List.of());
  }

  private static List<Object> ancestor(Session.Ancestor ancestor) {
    return List.of(
        ancestor.roleId().value(),
        ancestor.account().value(),
        ancestor.issuedAt().getEpochSecond(),
        pod(ancestor.pod()));
  }

  /** The session that {@link #write} wrote, or empty for any other text. */
  static Optional<Session> read(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? Optional.of(new SessionClaims(object).session())
          : Optional.empty();
    } catch (JsonException | CharacterCodingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Session session() {
    return new Session(
        new RoleId(text(required(ROLE_ID))),
        RoleArn.parse(text(required(ROLE_ARN))).orElseThrow(SessionClaims::unreadable),
        new SessionName(text(required(NAME))),
        new AccessKeyId(text(required(ACCESS_KEY_ID))),
        map(TAGS),
        Set.copyOf(texts(TRANSITIVE)),
        members.get(SOURCE_IDENTITY).map(SessionClaims::text),
        texts(POLICIES),
        members.get(POD).flatMap(SessionClaims::podRef),
        map(CONTEXT),
        members.get(ANCESTORS).map(SessionClaims::elements).orElse(List.of()).stream()
            .map(SessionClaims::ancestorOf)
            .toList(),
        time(required(ISSUED)),
        time(required(EXPIRES)));
  }

  private JsonValue required(String name) {
    return members.get(name).orElseThrow(SessionClaims::unreadable);
  }

  private List<String> texts(String name) {
    return members.get(name).map(SessionClaims::elements).orElse(List.of()).stream()
        .map(SessionClaims::text)
        .toList();
  }

  private Map<String, String> map(String name) {
    JsonValue value = members.get(name).orElse(null);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof JsonObject object) {
      return object.members().stream()
          .collect(Collectors.toMap(Member::name, member -> text(member.value())));
    }
    throw unreadable();
  }

  private static Session.Ancestor ancestorOf(JsonValue value) {
    List<JsonValue> parts = new ArrayList<>(elements(value));
    if (parts.size() != 4) {
      throw unreadable();
    }
    return new Session.Ancestor(
        new RoleId(text(parts.get(0))),
        new AccountId(text(parts.get(1))),
        time(parts.get(2)),
        podRef(parts.get(3)));
  }

  private static Optional<PodRef> podRef(JsonValue value) {
    List<JsonValue> parts = elements(value);
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 3 -> Optional.of(new PodRef(text(parts.get(0)), text(parts.get(1)), text(parts.get(2))));
      default -> throw unreadable();
    };
  }

  private static List<JsonValue> elements(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.elements();
    }
    throw unreadable();
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.value();
    }
    throw unreadable();
  }

  private static Instant time(JsonValue value) {
    if (value instanceof JsonNumber number) {
      try {
        return Instant.ofEpochSecond(number.value().longValueExact());
      } catch (ArithmeticException | java.time.DateTimeException e) {
        throw unreadable();
      }
    }
    throw unreadable();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("not the claims of a session");
  }
}
