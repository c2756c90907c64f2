package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sts reads of the claims in {@code https://aws.amazon.com/}. */
class ClaimsTest {
  @Test
  void readsTagsNestedAndFlattened() throws Exception {
    TokenTags nested =
        TokenTags.of(
            parse(
                "{'https://aws.amazon.com/tags': {'principal_tags': {'Team': ['a'], 'Cost':"
                    + " ['1']}, 'transitive_tag_keys': ['Team']}}"));
    TokenTags flat =
        TokenTags.of(
            parse(
                "{'https://aws.amazon.com/tags/principal_tags/Team': 'a',"
                    + " 'https://aws.amazon.com/tags/transitive_tag_keys': ['Team']}"));

    assertThat(nested).isEqualTo(new TokenTags(Map.of("Team", "a", "Cost", "1"), Set.of("Team")));
    assertThat(flat).isEqualTo(new TokenTags(Map.of("Team", "a"), Set.of("Team")));
    assertThat(TokenTags.of(parse("{}"))).isEqualTo(new TokenTags(Map.of(), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'https://aws.amazon.com/tags': {'principal_tags': []}}",
        "{'https://aws.amazon.com/tags': {'principal_tags': {'a': ['1', '2']}}}",
        "{'https://aws.amazon.com/tags': {'principal_tags': {'a': 1}}}",
        "{'https://aws.amazon.com/tags/principal_tags/a': ['1', '2']}",
      })
  void refusesTagsOfAnotherForm(String claims) {
    assertRefused(claims, "principal_tags passed in claim is not in correct format.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'https://aws.amazon.com/tags': 'x'}",
        "{'https://aws.amazon.com/tags': {'transitive_tag_keys': 'a'}}",
        "{'https://aws.amazon.com/tags': {'transitive_tag_keys': [1]}}",
        "{'https://aws.amazon.com/tags/transitive_tag_keys': 'a'}",
      })
  void refusesTransitiveKeysOfAnotherForm(String claims) {
    assertRefused(claims, "Session tags passed in claim are not in correct format.");
  }

  private static void assertRefused(String claims, String message) {
    assertThatThrownBy(() -> TokenTags.of(parse(claims)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal())
                    .isEqualTo(Refusal.told(Refusal.Kind.INVALID_TOKEN, message)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'https://aws.amazon.com/source_identity': 'alice@example.com'}",
        "{'https://aws.amazon.com/source_identity': ['alice@example.com']}",
      })
  void readsTheSourceIdentity(String claims) throws Exception {
    assertThat(SourceIdentity.of(parse(claims))).contains("alice@example.com");
  }

  @Test
  void findsNoSourceIdentityWhereTheIssuerSetsNone() throws Exception {
    assertThat(SourceIdentity.of(parse("{}"))).isEmpty();
    assertThat(SourceIdentity.of(parse("{'https://aws.amazon.com/source_identity': null}")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a'", "''", "1", "{}", "[]", "['alice', 'bob']", "'aws:alice'", "'a b'"})
  void refusesASourceIdentityOfAnotherForm(String value) {
    assertThatThrownBy(() ->
            SourceIdentity.of(parse("{'https://aws.amazon.com/source_identity': " + value + "}")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("in correct format.");
  }

  @Test
  void aNamespacesTagsComeBeforeATokens() {
    SessionTags tags =
        SessionTags.of(
            new TokenTags(Map.of("TEAM", "token", "Cost", "1"), Set.of()), Map.of("team", "acme"));

    assertThat(tags.tags()).isEqualTo(Map.of("team", "acme", "Cost", "1"));
  }

  @Test
  void refusesTagsThatAwsWouldRefuse() {
    assertInvalid(Map.of("aws:x", "1"), Set.of());
    assertInvalid(Map.of("a", "x", "A", "y"), Set.of());
    assertInvalid(Map.of("a", "x"), Set.of("b"));
  }

  /** Before authorization: its cost grows with what it is asked of. */
  @Test
  void boundsTagsInNumberAndLength() throws RefusedException {
    tags(50).requireWellFormed();
    new SessionTags(Map.of("a".repeat(128), "x".repeat(256)), Set.of()).requireWellFormed();

    assertMalformed(tags(51));
    assertMalformed(new SessionTags(Map.of("", "1"), Set.of()));
    assertMalformed(new SessionTags(Map.of("a".repeat(129), "1"), Set.of()));
    assertMalformed(new SessionTags(Map.of("a", "x".repeat(257)), Set.of()));
    assertMalformed(new SessionTags(Map.of("a!", "x"), Set.of()));
    assertMalformed(new SessionTags(Map.of(), tags(51).tags().keySet()));
    assertMalformed(new SessionTags(Map.of(), Set.of("a".repeat(129))));
  }

  private static SessionTags tags(int count) {
    return new SessionTags(
        IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "x")),
        Set.of());
  }

  private static void assertMalformed(SessionTags tags) {
    assertThatThrownBy(tags::requireWellFormed).isInstanceOf(RefusedException.class);
  }

  private static void assertInvalid(Map<String, String> tags, Set<String> transitive) {
    assertThatThrownBy(() -> new SessionTags(tags, transitive).requireValid())
        .isInstanceOf(RefusedException.class);
  }

  private static JsonObject parse(String singleQuoted) throws Exception {
    return (JsonObject) Json.parse(singleQuoted.replace('\'', '"'));
  }
}
