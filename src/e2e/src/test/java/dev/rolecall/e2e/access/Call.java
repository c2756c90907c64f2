package dev.rolecall.e2e.access;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request to the API server, as its audit log has it.
 *
 * @param user who asked
 * @param verb of RBAC, such as {@code list}
 * @param group of the API; empty of core's
 * @param resource with the subresource after a slash; empty of what is no resource
 * @param namespace empty of what is the cluster's, or of all namespaces
 * @param name empty of lists, and of what is made
 * @param path of the URL, without a query
 * @param code of the answer; 0 while it is not known
 */
record Call(
    String user,
    String verb,
    String group,
    String resource,
    String namespace,
    String name,
    String path,
    int code) {
  /** One line of the log. */
  static Call of(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asText("");
    String resource = object.path("resource").asText("");
    return new Call(
        event.path("user").path("username").asText(""),
        event.path("verb").asText(""),
        object.path("apiGroup").asText(""),
        subresource.isEmpty() ? resource : resource + "/" + subresource,
        object.path("namespace").asText(""),
        object.path("name").asText(""),
        event.path("requestURI").asText("").replaceFirst("\\?.*", ""),
        event.path("responseStatus").path("code").asInt(0));
  }

  boolean isForbidden() {
    return code == 403;
  }
}
