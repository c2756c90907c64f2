package dev.rolecall.bench.engine;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.rolecall.bench.workload.Key;
import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Cedar with the policies of a workload, parsed beforehand and kept on its side. */
public final class CedarEngine {
  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;

  /** The patterns of actions of the policies. */
  private final Set<String> patterns;

  public CedarEngine(RuleSet rules) {
    patterns =
        rules.all().flatMap(rule -> rule.actions().patterns().stream()).collect(Collectors.toSet());
    try {
      policies = PolicySet.parsePolicies(CedarText.policies(rules));
      policies.cache();
    } catch (InternalException | CacheException e) {
      throw new IllegalStateException("Cedar refuses the policies", e);
    }
  }

  /** A question with the entities that it is about, made once as far as Cedar's API lets one. */
  public record Prepared(AuthorizationRequest request, Entities entities) {}

  public boolean allows(Prepared question) {
    AuthorizationResponse response;
    try {
      response = engine.isAuthorized(question.request(), policies, question.entities());
    } catch (AuthException e) {
      throw new IllegalStateException("Cedar cannot decide", e);
    }
    return response
        .success
        .orElseThrow(() -> new IllegalStateException("Cedar cannot decide: " + response))
        .isAllowed();
  }

  public Prepared prepare(Question question) {
    EntityUID principal = uid("User", question.session());
    EntityUID action = uid("Action", question.action());
    EntityUID resource = uid("Resource", question.resource());
    Map<String, Value> ofPrincipal = new HashMap<>();
    Map<String, Value> context = new HashMap<>();
    question
        .context()
        .forEach((key, value) ->
            (key.isOfPrincipal() ? ofPrincipal : context).put(key.attribute(), value(key, value)));
    return new Prepared(
        new AuthorizationRequest(principal, action, resource, context),
        new Entities(
            Set.of(
                new Entity(principal, ofPrincipal, Set.of(uid("Role", "app"))),
                new Entity(action, groups(question.action())),
                new Entity(resource, ofResource(question.resource()), Set.of()))));
  }

  /** The groups of the action: every pattern is an action, or the beginning of some. */
  private Set<EntityUID> groups(String action) {
    return patterns.stream()
        .filter(pattern -> pattern.endsWith("*"))
        .filter(pattern -> action.startsWith(pattern.substring(0, pattern.length() - 1)))
        .map(pattern -> uid("Action", pattern))
        .collect(Collectors.toSet());
  }

  private static Map<String, Value> ofResource(String arn) {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("arn", new PrimString(arn));
    List<String> folders = List.of(arn.split("/", 4));
    for (int depth = 1; depth < folders.size() - 1; depth++) {
      attributes.put(CedarText.folder(depth), new PrimString(folders.get(depth)));
    }
    return attributes;
  }

  private static Value value(Key key, String text) {
    return switch (key) {
      case SECURE_TRANSPORT -> new PrimBool(Boolean.parseBoolean(text));
      case SOURCE_IP -> new IpAddress(text);
      case MAX_KEYS -> new PrimLong(Long.parseLong(text));
      default -> new PrimString(text);
    };
  }

  private static EntityUID uid(String type, String id) {
    return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
  }
}
