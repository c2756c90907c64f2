package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * One pod's projected token.
 *
 * @param place where it is
 * @param audience whom it is for
 * @param lifetime which the kubelet renews it after 80 percent of
 */
public record ProjectedToken(TokenVolume place, String audience, Duration lifetime) {
  public String volumeName() {
    return place.name();
  }

  public String mountPath() {
    return place.mountPath();
  }

  /** As the EKS webhook writes it. */
  public ObjectNode volume() {
    ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", place.name());
    volume
        .putObject("projected")
        .putArray("sources")
        .addObject()
        .putObject("serviceAccountToken")
        .put("audience", audience)
        .put("expirationSeconds", lifetime.toSeconds())
        .put("path", place.file());
    return volume;
  }

  public ObjectNode mount() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", place.name())
        .put("mountPath", place.mountPath())
        .put("readOnly", true);
  }

  /** Whether a volume holds a token that does as well: sts accepts it, and it has its name. */
  public boolean isIn(JsonNode volume) {
    for (JsonNode source : volume.path("projected").path("sources")) {
      JsonNode token = source.path("serviceAccountToken");
      String present = token.path("audience").asText();
      if (token.path("path").asText().equals(place.file())
          && (present.equals(audience) || place.audiences().contains(present))) {
        return true;
      }
    }
    return false;
  }

  /** Where a Linux container reads it. */
  String path() {
    return place.mountPath() + "/" + place.file();
  }
}
